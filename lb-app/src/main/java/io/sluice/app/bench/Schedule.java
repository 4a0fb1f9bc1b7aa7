package io.sluice.app.bench;

/**
 * When the requests of one thread are due: the threads take turns at those of the whole run.
 *
 * @param nanosPerRequest of the whole run; 0 in a closed loop
 */
record Schedule(double nanosPerRequest, int thread, int threads) {
  static Schedule of(Pace pace, int thread) {
    double nanos = pace.isOpen() ? 1e9 / pace.ratePerSecond() : 0;
    return new Schedule(nanos, thread, pace.threads());
  }

  boolean isOpen() {
    return nanosPerRequest > 0;
  }

  /** How many of a whole run's connections or sessions are this thread's. */
  int shareOf(int all) {
    return (all + threads - 1 - thread) / threads;
  }

  /** Number in the whole run of what is this thread's with that number. */
  int numberOf(int own) {
    return own * threads + thread;
  }

  /** Of this thread's request with that number, from the beginning of the run. */
  long offsetNanos(long number) {
    return (long) ((number * threads + thread) * nanosPerRequest);
  }

  /** Requests of this thread in a run, about. */
  long count(Window window) {
    return (long) ((window.untilNanos() - window.beginNanos()) / (nanosPerRequest * threads));
  }
}
