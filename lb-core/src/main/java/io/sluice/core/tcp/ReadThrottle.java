package io.sluice.core.tcp;

import io.sluice.core.admission.ByteThrottle;
import java.util.concurrent.TimeUnit;

/**
 * Holds the reads of one half back where its byte rate asks for it, and lets them go on by a timer.
 * On the relay's event loop.
 */
final class ReadThrottle implements Runnable {
  /** Shorter waits would be spent on timers. */
  private static final long SHORTEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final RelayHalf half;
  private final ByteThrottle rate;
  private final RelayLoop loop;
  private boolean isHoldingBack;

  ReadThrottle(RelayHalf half, ByteThrottle rate, RelayLoop loop) {
    this.half = half;
    this.rate = rate;
    this.loop = loop;
  }

  /** Bytes were read: pauses the half when they were the last for now. */
  void onRead(long bytes) {
    long wait = rate.charge(bytes, System.nanoTime());
    if (wait > 0) {
      half.pauseReads();
      holdBack(wait);
    }
  }

  /** Whether the half may read now; if not, it is told once it may. */
  boolean mayRead() {
    if (!isHoldingBack) {
      long wait = rate.waitNanos(System.nanoTime());
      if (wait > 0) {
        holdBack(wait);
      }
    }
    return !isHoldingBack;
  }

  /** Whether it waits for its rate. */
  boolean isHoldingBack() {
    return isHoldingBack;
  }

  @Override
  public void run() {
    isHoldingBack = false;
    half.onThrottleOver();
  }

  private void holdBack(long nanos) {
    if (!isHoldingBack) {
      isHoldingBack = true;
      loop.eventLoop().schedule(this, Math.max(nanos, SHORTEST_WAIT_NANOS), TimeUnit.NANOSECONDS);
    }
  }
}
