package io.sluice.core.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RateLimitPropertyTest {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

  @Property
  void noWindowSeesMoreThanTheBurstAndTheRate(
      @ForAll @IntRange(min = 1, max = 200) int rate,
      @ForAll long start,
      @ForAll @Size(max = 400) List<@IntRange(max = 60) Integer> pausesMillis) {
    RateLimit limit = new RateLimit(start);
    Deque<Long> taken = new ArrayDeque<>();
    long now = start;
    for (int pause : pausesMillis) {
      now += pause * MILLI;
      if (limit.tryTake(rate, now)) {
        taken.add(now - start);
      }
    }
    // Any window of length t that begins with an event: at most rate + rate * t of them.
    Long[] times = taken.toArray(Long[]::new);
    for (int i = 0; i < times.length; i++) {
      for (int j = i; j < times.length; j++) {
        long allowedTimesSecond = rate * SECOND + rate * (times[j] - times[i]);
        assertThat((j - i + 1) * SECOND).isLessThanOrEqualTo(allowedTimesSecond);
      }
    }
  }

  @Property
  void unusedBucketGivesTheWholeRateAtOnce(
      @ForAll @IntRange(min = 1, max = 10_000) int rate, @ForAll long now) {
    RateLimit limit = new RateLimit(now);
    for (int i = 0; i < rate; i++) {
      assertThat(limit.tryTake(rate, now)).isTrue();
    }
    assertThat(limit.tryTake(rate, now)).isFalse();
    assertThat(limit.tryTake(rate, now + SECOND / rate + 1)).isTrue();
    assertThat(limit.tryTake(rate, now + SECOND / rate + 1)).isFalse();
  }

  @Test
  void lowerRateHoldsAtOnce() {
    RateLimit limit = new RateLimit(0);
    for (int i = 0; i < 50; i++) {
      assertThat(limit.tryTake(100, 0)).isTrue();
    }
    // Half a second ahead: of two a second there is one left.
    assertThat(limit.tryTake(2, 0)).isTrue();
    assertThat(limit.tryTake(2, 0)).isFalse();
  }

  @Property
  void whoReadsOnlyWhenAllowedIsNeverFasterThanTheRate(
      @ForAll @LongRange(min = 1, max = 10_000_000_000L) long rate,
      @ForAll long start,
      @ForAll @Size(max = 200) List<@IntRange(min = 1, max = 65_536) Integer> reads) {
    RateLimit limit = new RateLimit(start);
    long now = start;
    BigInteger bytes = BigInteger.ZERO;
    for (int read : reads) {
      long wait = limit.waitNanos(rate, now);
      now += wait;
      if (wait > 0) {
        assertThat(limit.waitNanos(rate, now)).isZero();
      }
      limit.charge(read, rate, now);
      bytes = bytes.add(BigInteger.valueOf(read));
      // Beside burst and rate, the last read: it may run into debt.
      BigInteger passed = BigInteger.valueOf(now - start).multiply(BigInteger.valueOf(rate));
      BigInteger allowed =
          passed
              .divide(BigInteger.valueOf(SECOND))
              .add(BigInteger.valueOf(RateLimit.burstBytes(rate) + 1 + read));
      assertThat(bytes).isLessThanOrEqualTo(allowed);
    }
  }
}
