package io.sluice.core.rig;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** The beat of a peer that is slow on purpose. Not for waiting until something has happened. */
final class Pace {
  private final long intervalNanos;
  private long next = System.nanoTime();

  Pace(Duration interval) {
    this.intervalNanos = interval.toNanos();
  }

  /** Returns at the next beat; the first is at once. */
  void awaitBeat() {
    for (long wait = next - System.nanoTime(); wait > 0; wait = next - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
    next = System.nanoTime() + intervalNanos;
  }
}
