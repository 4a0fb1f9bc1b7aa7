package io.sluice.core.tcp;

import io.sluice.config.model.TrafficLimits;
import java.util.concurrent.ThreadLocalRandom;

/** How long a connection may live. */
final class Lifetimes {
  private static final int WHOLE_PERCENT = 100;

  private Lifetimes() {}

  /**
   * A lifetime in nanoseconds, never longer than the longest: the part of it that the jitter names
   * is drawn at random. {@link Long#MAX_VALUE} where there is no limit.
   */
  static long draw(TrafficLimits limits) {
    if (limits.maxLifetime().isZero()) {
      return Long.MAX_VALUE;
    }
    long longest = limits.maxLifetime().toNanos();
    long jitter = longest / WHOLE_PERCENT * limits.maxLifetimeJitterPercent();
    return longest - (jitter == 0 ? 0 : ThreadLocalRandom.current().nextLong(jitter + 1));
  }
}
