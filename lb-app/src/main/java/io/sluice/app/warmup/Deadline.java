package io.sluice.app.warmup;

import java.util.concurrent.TimeUnit;

/** Until when the warm-up may go on. */
record Deadline(long nanoTime) {
  boolean hasPassed() {
    return System.nanoTime() - nanoTime >= 0;
  }

  /** What is left, for a socket's timeout, where 0 would mean for ever. */
  int leftMillis() {
    return (int) Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanoTime - System.nanoTime()));
  }
}
