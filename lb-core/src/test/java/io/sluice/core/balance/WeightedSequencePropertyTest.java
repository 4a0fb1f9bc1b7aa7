package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class WeightedSequencePropertyTest {
  @Property
  void everyIndexAppearsInProportionToItsWeight(
      @ForAll @Size(min = 1, max = 12) List<@IntRange(min = 1, max = 500) Integer> list) {
    int[] weights = list.stream().mapToInt(Integer::intValue).toArray();
    int[] sequence = WeightedSequence.of(weights);
    int sum = Arrays.stream(weights).sum();
    for (int i = 0; i < weights.length; i++) {
      assertThat((long) count(sequence, i, sequence.length) * sum)
          .isEqualTo((long) weights[i] * sequence.length);
    }
  }

  @Property
  void noIndexIsEverMoreThanOneTurnOffItsShare(
      @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 50) Integer> list) {
    int[] weights = list.stream().mapToInt(Integer::intValue).toArray();
    int[] sequence = WeightedSequence.of(weights);
    int sum = Arrays.stream(weights).sum();
    for (int turns = 1; turns <= sequence.length; turns++) {
      for (int i = 0; i < weights.length; i++) {
        double share = (double) turns * weights[i] / sum;
        assertThat((double) count(sequence, i, turns)).isCloseTo(share, within(1.0));
      }
    }
  }

  @Test
  void equalWeightsKeepTheOrder() {
    assertThat(WeightedSequence.of(new int[] {7, 7, 7})).containsExactly(0, 1, 2);
  }

  @Test
  void heavyIndexIsSpreadBetweenLightOnes() {
    assertThat(WeightedSequence.of(new int[] {2, 1, 1})).containsExactly(0, 1, 0, 2);
  }

  /** F70: a weight of 10 000 beside one of 1. */
  @Test
  void extremeWeightsStayExact() {
    int[] sequence = WeightedSequence.of(new int[] {10_000, 1});
    assertThat(sequence).hasSize(10_001);
    assertThat(count(sequence, 1, sequence.length)).isEqualTo(1);
  }

  /** F70: 5 000 endpoints of different weights stay bounded and all get a turn. */
  @Test
  void manyDifferentWeightsStayBounded() {
    int[] weights = new int[5_000];
    Arrays.setAll(weights, i -> 1 + i * 7919 % 10_000);
    int[] sequence = WeightedSequence.of(weights);
    assertThat(sequence.length).isLessThan(WeightedSequence.MAX_LENGTH + weights.length);
    assertThat(Arrays.stream(sequence).distinct().count()).isEqualTo(weights.length);
  }

  private static int count(int[] sequence, int index, int length) {
    int count = 0;
    for (int i = 0; i < length; i++) {
      count += sequence[i] == index ? 1 : 0;
    }
    return count;
  }
}
