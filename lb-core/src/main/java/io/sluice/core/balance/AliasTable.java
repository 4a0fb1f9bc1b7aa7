package io.sluice.core.balance;

import java.util.List;

/**
 * Draws an index with a chance that is its weight's, in constant time.
 *
 * @see <a href="https://doi.org/10.1109/32.92917">Vose: A linear algorithm for generating random
 *     numbers with a given distribution</a>
 */
final class AliasTable {
  /*
   * The sum of the weights is spread over as many columns as there are indexes, all of one height.
   * Each column holds (part of) its own index and is filled up with one other, its alias. A draw
   * takes a column by the upper half of the random bits and compares the lower half with the height
   * of the column's own part. All is done in integers: weight times the number of indexes is split
   * into columns of the sum's height, without a rest. Only the heights' last step, to 32 bits,
   * rounds, by less than 2^-32 of a column.
   */
  private final int[] ownHeight;
  private final int[] alias;

  AliasTable(List<WeightedEndpoint> endpoints) {
    int count = endpoints.size();
    ownHeight = new int[count];
    alias = new int[count];
    long sum = 0;
    for (WeightedEndpoint endpoint : endpoints) {
      sum += endpoint.weight();
    }
    long[] left = new long[count];
    int[] low = new int[count];
    int[] high = new int[count];
    int lows = 0;
    int highs = 0;
    for (int i = 0; i < count; i++) {
      left[i] = (long) endpoints.get(i).weight() * count;
      alias[i] = i;
      if (left[i] < sum) {
        low[lows++] = i;
      } else {
        high[highs++] = i;
      }
    }
    while (lows > 0 && highs > 0) {
      int filled = low[--lows];
      int filler = high[highs - 1];
      ownHeight[filled] = (int) (long) ((double) left[filled] / sum * (1L << Integer.SIZE));
      alias[filled] = filler;
      left[filler] -= sum - left[filled];
      if (left[filler] < sum) {
        highs--;
        low[lows++] = filler;
      }
    }
    // What remains fills its column alone: it is its own alias, whatever the height.
  }

  /** The index that random bits stand for. */
  int draw(long random) {
    int column = (int) (((random >>> Integer.SIZE) * alias.length) >>> Integer.SIZE);
    return Integer.compareUnsigned((int) random, ownHeight[column]) < 0 ? column : alias[column];
  }
}
