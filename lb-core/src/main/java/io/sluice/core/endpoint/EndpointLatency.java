package io.sluice.core.endpoint;

import java.util.concurrent.atomic.AtomicLong;

/**
 * How long an endpoint takes, as a moving average that follows a rise at once and forgets it slowly
 * (peak EWMA). Written and read by every event loop.
 *
 * <p>An average decays while nothing is measured, so that an endpoint that was slow once is asked
 * again one day.
 */
public final class EndpointLatency {
  /*
   * Value and time of the last change are one word, so that they change together by one
   * compare-and-set: above, the value as the bits of a float of nanoseconds, below, the time in
   * TICK_NANOS. A measurement that loses the race is tried again with what the winner has left;
   * each loop measures now and then only, so that ends soon. The time wraps around after 52 days;
   * an endpoint that nobody asked for half of that looks as if it had been asked just now, until
   * its next measurement.
   *
   * A word of 0 is no measurement at all.
   */
  private static final int TICK_SHIFT = 20; // 1 048 576 ns

  private final AtomicLong word = new AtomicLong();

  /** Whether nothing was measured yet. */
  public boolean isUnknown() {
    return word.get() == 0;
  }

  /**
   * Adds a measurement.
   *
   * @param nanos above 0
   * @param nowNanos {@link System#nanoTime()}
   * @param decayNanos time in which a peak falls to 1 / e of itself
   */
  public void record(long nanos, long nowNanos, long decayNanos) {
    while (true) {
      long before = word.get();
      long after = pack(average(before, nanos, nowNanos, decayNanos), nowNanos);
      if (word.compareAndSet(before, after)) {
        return;
      }
    }
  }

  /** The average in nanoseconds, decayed until now; 0 when nothing was measured. */
  public double nanosAt(long nowNanos, long decayNanos) {
    long current = word.get();
    return value(current) * remaining(current, nowNanos, decayNanos);
  }

  private static double average(long word, long nanos, long nowNanos, long decayNanos) {
    double old = value(word);
    if (word == 0 || nanos >= old) {
      return nanos;
    }
    double share = remaining(word, nowNanos, decayNanos);
    return old * share + nanos * (1 - share);
  }

  private static double remaining(long word, long nowNanos, long decayNanos) {
    int ticks = (int) (nowNanos >>> TICK_SHIFT) - (int) word;
    // A little below zero where another loop has written a moment later.
    return ticks <= 0 ? 1 : Math.exp(-(double) ((long) ticks << TICK_SHIFT) / decayNanos);
  }

  private static double value(long word) {
    return Float.intBitsToFloat((int) (word >>> Integer.SIZE));
  }

  private static long pack(double value, long nowNanos) {
    // Never 0, which is no measurement.
    int bits = Float.floatToRawIntBits((float) Math.max(value, 1));
    return ((long) bits << Integer.SIZE) | ((nowNanos >>> TICK_SHIFT) & 0xffff_ffffL);
  }
}
