package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.TrafficLimits;
import io.sluice.core.rig.TestLimits;
import java.time.Duration;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class LifetimesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  @Test
  void withoutALimitThereIsNoEnd() {
    assertThat(Lifetimes.draw(TrafficLimits.DEFAULT)).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void withoutJitterAllLiveEquallyLong() {
    assertThat(Lifetimes.draw(TestLimits.lifetime(HOUR, 0))).isEqualTo(HOUR.toNanos());
  }

  @Test
  void jitterShortensByItsPartAtMost() {
    long[] drawn =
        LongStream.generate(() -> Lifetimes.draw(TestLimits.lifetime(HOUR, 10)))
            .limit(1000)
            .toArray();
    assertThat(LongStream.of(drawn)).allMatch(nanos -> nanos >= HOUR.toNanos() / 10 * 9);
    assertThat(LongStream.of(drawn)).allMatch(nanos -> nanos <= HOUR.toNanos());
    assertThat(LongStream.of(drawn).distinct().count()).isGreaterThan(900);
  }
}
