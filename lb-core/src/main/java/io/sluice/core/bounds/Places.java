package io.sluice.core.bounds;

import java.util.concurrent.atomic.AtomicInteger;

/** A counted number of places, of which no more are taken than there are. Any thread. */
public final class Places {
  /** No bound on the number of places. */
  public static final int UNLIMITED = 0;

  private final AtomicInteger taken = new AtomicInteger();

  /**
   * Takes a place, unless all are taken; whoever got one gives it back by {@link #release()}.
   *
   * @param max places that there are, or {@link #UNLIMITED}; never exceeded, not even for a moment
   */
  public boolean tryAcquire(int max) {
    if (max == UNLIMITED) {
      taken.getAndIncrement();
      return true;
    }
    int before = taken.get();
    while (before < max) {
      int witness = taken.compareAndExchange(before, before + 1);
      if (witness == before) {
        return true;
      }
      before = witness;
    }
    return false;
  }

  /** Gives a place back. */
  public void release() {
    int left = taken.decrementAndGet();
    assert left >= 0 : "released more often than acquired";
  }

  /** Places taken now. */
  public int taken() {
    return taken.get();
  }
}
