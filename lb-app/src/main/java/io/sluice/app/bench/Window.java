package io.sluice.app.bench;

/**
 * The time of a run, in {@link System#nanoTime}: load begins, is measured from, and no request is
 * due any more.
 */
record Window(long beginNanos, long fromNanos, long untilNanos) {
  static Window beginningNow(Pace pace) {
    long begin = System.nanoTime();
    long from = begin + pace.warmup().toNanos();
    return new Window(begin, from, from + pace.duration().toNanos());
  }

  /** Whether a request of that time counts. */
  boolean isMeasured(long atNanos) {
    return atNanos - fromNanos >= 0 && atNanos - untilNanos < 0;
  }

  /** Whether the measured time has begun. */
  boolean hasBegun(long atNanos) {
    return atNanos - fromNanos >= 0;
  }

  boolean isOver(long atNanos) {
    return atNanos - untilNanos >= 0;
  }
}
