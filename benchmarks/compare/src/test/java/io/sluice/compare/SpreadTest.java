package io.sluice.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SpreadTest {
  @Test
  void theMedianOfAnOddNumberOfRoundsIsTheMiddleOne() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0))).isEqualTo(new Spread(4, 1, 9));
  }

  @Test
  void theMedianOfAnEvenNumberOfRoundsLiesBetweenTheMiddleTwo() {
    assertThat(Spread.of(List.of(9.0, 1.0, 4.0, 5.0))).isEqualTo(new Spread(4.5, 1, 9));
  }

  @Test
  void noRoundIsNotMeasured() {
    assertThat(Spread.of(List.of()).isMeasured()).isFalse();
  }

  @Test
  void ratiosAreMadeRoundByRound() {
    // The medians, 20 and 20, would say 1.
    Map<Integer, Double> values = Map.of(1, 10.0, 2, 20.0, 3, 60.0);
    Map<Integer, Double> bases = Map.of(1, 20.0, 2, 10.0, 3, 20.0);
    assertThat(Spread.ofRatios(values, bases)).isEqualTo(new Spread(2, 0.5, 3));
  }

  @Test
  void roundsThatOneOfTheTwoLacksHaveNoRatio() {
    Map<Integer, Double> values = Map.of(1, 10.0, 2, 20.0, 4, 5.0);
    Map<Integer, Double> bases = Map.of(2, 10.0, 3, 1.0, 4, 0.0);
    assertThat(Spread.ofRatios(values, bases)).isEqualTo(new Spread(2, 2, 2));
  }
}
