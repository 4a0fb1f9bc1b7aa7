package io.sluice.core.balance;

import java.util.Arrays;
import java.util.PriorityQueue;

/**
 * A sequence of indexes in which each appears as often as its weight says, spread as evenly as
 * possible.
 */
final class WeightedSequence {
  /*
   * Each index has virtual deadlines at (turn + 1/2) / weight; the sequence takes them in order
   * (earliest deadline first). No index is ever more than one turn ahead of or behind its share,
   * which is the property that "smooth" weighted round robin is about, and a pick needs no state but
   * a place in the sequence.
   *
   * The sequence's length is the sum of the weights after dividing by their greatest common divisor.
   * Past MAX_LENGTH weights are scaled down, none below 1, so an endpoint's share is then off by at
   * most half a turn in MAX_LENGTH.
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
    PriorityQueue<Turn> turns = new PriorityQueue<>(Math.max(1, reduced.length));
    for (int i = 0; i < reduced.length; i++) {
      turns.add(new Turn(i, reduced[i], 0));
    }
    int[] sequence = new int[length];
    for (int i = 0; i < length; i++) {
      Turn turn = turns.remove();
      sequence[i] = turn.index;
      if (turn.number + 1 < turn.weight) {
        turns.add(new Turn(turn.index, turn.weight, turn.number + 1));
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

  /** One appearance of an index, ordered by its deadline (2 number + 1) / (2 weight). */
  private record Turn(int index, int weight, int number) implements Comparable<Turn> {
    @Override
    public int compareTo(Turn other) {
      // Compared as fractions: exact, so that equal weights keep the order of their indexes.
      long mine = (2L * number + 1) * other.weight;
      long theirs = (2L * other.number + 1) * weight;
      return mine == theirs ? Integer.compare(index, other.index) : Long.compare(mine, theirs);
    }
  }
}
