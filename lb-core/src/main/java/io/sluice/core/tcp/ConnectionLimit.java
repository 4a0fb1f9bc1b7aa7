package io.sluice.core.tcp;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many client connections there may be at once over all services.
 *
 * <p>At the limit accepting is paused, so that clients wait in the kernel's queue; it is resumed
 * once there is some room, not for every single place. Event loops acquire and release; the control
 * thread sets the limit.
 */
public final class ConnectionLimit {
  /** Told that {@link #mayAccept} may have changed; on any event loop, or on the control thread. */
  public interface Gate {
    /** Looks at {@link #mayAccept} and pauses or resumes accordingly. Must not block. */
    void onChange();
  }

  /** Accepting goes on when this part of the limit is free again, and at least one place. */
  private static final int RESUME_SHARE = 32;

  private final AtomicInteger active = new AtomicInteger();

  // Written by the control thread only; read by every event loop.
  private volatile int max;

  /*
   * Written by whoever crosses a mark. The flag is written before the count is read again in
   * acquire, and the count is written before the flag is read in release: whichever comes last sees
   * the other, so the flag cannot stay up over an empty house. The same holds for changeTo.
   */
  private volatile boolean isFull;

  // Written by the control thread only; read by every event loop.
  private volatile boolean isHeldBack;

  // Written once by the control thread before the first listener accepts; read by every event loop.
  private volatile Gate gate = () -> {};

  /** At most that many connections, at least 1. */
  public ConnectionLimit(int max) {
    this.max = max;
  }

  /** Sets who is told of changes; before anything is accepted. */
  public void setGate(Gate gate) {
    this.gate = gate;
  }

  /** Changes the limit; live connections above it go on. Control thread only. */
  public void changeTo(int newMax) {
    max = newMax;
    isFull = active.get() >= newMax;
    if (isFull && hasRoom(active.get())) {
      isFull = false;
    }
    gate.onChange();
  }

  /** Lets nobody in, however much room there is, until {@link #letIn}. Control thread only. */
  public void holdBack() {
    isHeldBack = true;
    gate.onChange();
  }

  /** Goes by the limit again. Control thread only. */
  public void letIn() {
    isHeldBack = false;
    gate.onChange();
  }

  /** A connection was accepted. */
  void acquire() {
    if (active.incrementAndGet() >= max && !isFull) {
      isFull = true;
      if (hasRoom(active.get())) {
        isFull = false;
      }
      gate.onChange();
    }
  }

  /** A connection has ended. */
  void release() {
    if (hasRoom(active.decrementAndGet()) && isFull) {
      isFull = false;
      gate.onChange();
    }
  }

  /** Whether connections may be accepted now. Any thread. */
  public boolean mayAccept() {
    return !isFull && !isHeldBack;
  }

  /** Whether the limit is reached. */
  public boolean isFull() {
    return isFull;
  }

  /** Connections now. */
  public int active() {
    return active.get();
  }

  /** The limit. */
  public int max() {
    return max;
  }

  private boolean hasRoom(int connections) {
    return connections <= max - Math.max(1, max / RESUME_SHARE);
  }
}
