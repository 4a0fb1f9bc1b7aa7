package io.sluice.core.bounds;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket, kept as the time at which it would be full again. Shared by all event loops; the
 * rate may change from one call to the next.
 */
public final class RateLimit {
  /*
   * The generic cell rate algorithm (ITU-T I.371, annex A): each token moves the time forward by
   * 1 / rate, and as far as the time may be ahead of now, so many tokens may be taken at once. One
   * word holds all state, so that a compare-and-set decides. An interval is rounded up to whole
   * nanoseconds: never faster than allowed. What a time ahead of now means in tokens depends on the
   * rate, so nothing has to be converted when the rate changes.
   *
   * Events are taken or not; at most as many at once as a second allows. Bytes have been read
   * already when they are charged: they may run into debt, and whoever reads waits for its end.
   */
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);

  /** Bytes pass at once in a twentieth of a second's worth, but not in crumbs. */
  private static final int BURST_SHARE = 20;

  private static final long LEAST_BURST_BYTES = 2048;

  // Any event loop.
  private final AtomicLong fullAtNanos;

  /** A full bucket. */
  public RateLimit(long nowNanos) {
    fullAtNanos = new AtomicLong(nowNanos);
  }

  /**
   * Takes a token if there is one: at most {@code perSecond} at once, and so many each second.
   *
   * @param perSecond at least 1
   * @param nowNanos {@link System#nanoTime()}
   */
  public boolean tryTake(int perSecond, long nowNanos) {
    return tryTake(fullAtNanos, perSecond, nowNanos);
  }

  /** The same for a bucket that is kept in another word, which begins with the time of then. */
  public static boolean tryTake(AtomicLong fullAtNanos, int perSecond, long nowNanos) {
    long interval = Math.ceilDiv(SECOND, perSecond);
    while (true) {
      long before = fullAtNanos.get();
      long after = later(before, nowNanos) + interval;
      if (after - nowNanos > interval * perSecond) {
        return false;
      }
      if (fullAtNanos.compareAndSet(before, after)) {
        return true;
      }
    }
  }

  /**
   * Takes tokens for bytes that have been read, into debt if need be.
   *
   * @param bytesPerSecond at least 1
   * @return nanoseconds until more may be read, 0 for at once
   */
  public long charge(long bytes, long bytesPerSecond, long nowNanos) {
    long cost = nanosFor(bytes, bytesPerSecond);
    while (true) {
      long before = fullAtNanos.get();
      long after = later(before, nowNanos) + cost;
      if (fullAtNanos.compareAndSet(before, after)) {
        return wait(after, bytesPerSecond, nowNanos);
      }
    }
  }

  /** Nanoseconds until more bytes may be read, 0 for at once. */
  public long waitNanos(long bytesPerSecond, long nowNanos) {
    return wait(fullAtNanos.get(), bytesPerSecond, nowNanos);
  }

  /** Most bytes that pass at once after a pause, beside the read that finds out. */
  public static long burstBytes(long bytesPerSecond) {
    return Math.max(bytesPerSecond / BURST_SHARE, LEAST_BURST_BYTES);
  }

  private static long wait(long fullAt, long bytesPerSecond, long nowNanos) {
    long burst = Math.max(SECOND / BURST_SHARE, nanosFor(LEAST_BURST_BYTES, bytesPerSecond));
    return Math.max(0, fullAt - nowNanos - burst);
  }

  private static long nanosFor(long bytes, long bytesPerSecond) {
    return Math.ceilDiv(Math.multiplyExact(bytes, SECOND), bytesPerSecond);
  }

  private static long later(long a, long b) {
    return a - b < 0 ? b : a;
  }
}
