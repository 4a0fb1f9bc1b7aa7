package io.sluice.app.bench;

import java.time.Duration;

/**
 * How long and how fast a run goes.
 *
 * @param warmup load that is not measured, before the measured time
 * @param duration the measured time
 * @param ratePerSecond requests that are due each second over all threads, an open loop; 0 for a
 *     closed loop, in which a request follows the response before
 * @param threads event loops that make the load, each on a thread of its own
 */
public record Pace(Duration warmup, Duration duration, long ratePerSecond, int threads) {
  /** Whether requests are due at fixed times. */
  public boolean isOpen() {
    return ratePerSecond > 0;
  }

  /** The same load in that time, all of it measured. */
  Pace during(Duration time) {
    return new Pace(Duration.ZERO, time, ratePerSecond, threads);
  }
}
