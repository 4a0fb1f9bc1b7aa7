package io.sluice.core.udp;

import java.util.concurrent.atomic.AtomicInteger;

/** A budget that the flow tables of all event loops share; never exceeded, not even by one. */
public final class SharedSessionBudget implements SessionBudget {
  private final AtomicInteger active = new AtomicInteger();

  // Written by the control thread only; read by every event loop.
  private volatile int max;

  /** At most that many sessions, at least 1. */
  public SharedSessionBudget(int max) {
    this.max = max;
  }

  /** Changes the limit; live sessions above it go on. Control thread only. */
  public void changeTo(int newMax) {
    max = newMax;
  }

  /** Sessions now. Any thread. */
  public int active() {
    return active.get();
  }

  /** The limit. Any thread. */
  public int max() {
    return max;
  }

  @Override
  public boolean tryAcquire() {
    int now = active.get();
    while (now < max) {
      int seen = active.compareAndExchange(now, now + 1);
      if (seen == now) {
        return true;
      }
      now = seen;
    }
    return false;
  }

  @Override
  public void release() {
    active.decrementAndGet();
  }
}
