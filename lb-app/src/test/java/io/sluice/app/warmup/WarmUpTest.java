package io.sluice.app.warmup;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the property says. */
final class WarmUpTest {
  @Test
  void itTakesABoundedTimeUnlessToldOtherwise() {
    assertThat(WarmUp.millis("")).isEqualTo(300);
    assertThat(WarmUp.millis("nonsense")).isEqualTo(300);
    assertThat(WarmUp.millis("-1")).isEqualTo(300);
    assertThat(WarmUp.millis("1000")).isEqualTo(1000);
  }

  @Test
  void itCanBeSwitchedOff() {
    assertThat(WarmUp.millis("off")).isZero();
    assertThat(WarmUp.millis("0")).isZero();
  }
}
