package io.sluice.core.balance;

import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A sequence of indexes in which each appears as often as its weight says, spread as evenly as
 * possible.
 */
final class WeightedSequence {
  /*
   * Turn k of an index with share w / sum belongs into the window from floor(k sum / w) to
   * ceil((k + 1) sum / w). Taking, at each place, the turn whose window is open and ends first
   * meets every window (earliest deadline first is optimal for one processor; the windows are those
   * of proportionate-fair scheduling: Baruah, Cohen, Plaxton, Varvel, Algorithmica 15, 1996). So no
   * index is ever a full turn ahead of or behind its share, and a pick needs no state but a place
   * in the sequence.
   *
   * The sequence's length is the sum of the weights after dividing by their greatest common
   * divisor. Past MAX_LENGTH weights are scaled down, none below 1, so an endpoint's share is then
   * off by at most half a turn in MAX_LENGTH.
   */
  static final int MAX_LENGTH = 1 << 16;

  private WeightedSequence() {}

  /**
   * The sequence for these weights.
   *
   * @param weights each at least 1
   */
  static int[] of(int[] weights) {
    int[] reduced = reduce(weights);
    int length = Arrays.stream(reduced).sum();
    PriorityQueue<Turn> closed = new PriorityQueue<>(Comparator.comparingLong(Turn::opens));
    PriorityQueue<Turn> open = new PriorityQueue<>();
    for (int i = 0; i < reduced.length; i++) {
      open.add(Turn.of(i, reduced[i], 0, length));
    }
    int[] sequence = new int[length];
    for (int place = 0; place < length; place++) {
      while (!closed.isEmpty() && closed.element().opens() <= place) {
        open.add(closed.remove());
      }
      Turn turn = open.remove();
      sequence[place] = turn.index;
      if (turn.number + 1 < turn.weight) {
        closed.add(Turn.of(turn.index, turn.weight, turn.number + 1, length));
      }
    }
    return sequence;
  }

  private static int[] reduce(int[] weights) {
    int divisor = 0;
    for (int weight : weights) {
      if (weight < 1) {
        throw new IllegalArgumentException("weight " + weight + " is below 1");
      }
      divisor = greatestCommonDivisor(divisor, weight);
    }
    int[] reduced = weights.clone();
    long sum = 0;
    for (int i = 0; i < reduced.length; i++) {
      reduced[i] /= divisor;
      sum += reduced[i];
    }
    if (sum > MAX_LENGTH) {
      double scale = (double) MAX_LENGTH / sum;
      for (int i = 0; i < reduced.length; i++) {
        reduced[i] = Math.max(1, (int) Math.round(reduced[i] * scale));
      }
    }
    return reduced;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }

  /** One appearance of an index and the window of places that it belongs into. */
  private record Turn(int index, int weight, int number, long opens, long ends)
      implements Comparable<Turn> {

    static Turn of(int index, int weight, int number, long sum) {
      return new Turn(
          index, weight, number, number * sum / weight, Math.ceilDiv((number + 1) * sum, weight));
    }

    @Override
    public int compareTo(Turn other) {
      return ends == other.ends
          ? Integer.compare(index, other.index)
          : Long.compare(ends, other.ends);
    }
  }
}
