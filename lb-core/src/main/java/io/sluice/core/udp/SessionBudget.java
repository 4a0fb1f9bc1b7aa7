package io.sluice.core.udp;

/**
 * How many UDP sessions there may be at once, over everything that shares it. Asked for each new
 * session, never for a datagram of a known one.
 */
public interface SessionBudget {
  /** Takes a place; false if there is none. */
  boolean tryAcquire();

  /** Gives a place back. */
  void release();
}
