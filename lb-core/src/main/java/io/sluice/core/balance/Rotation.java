package io.sluice.core.balance;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The place in a rotation, shared by all event loops and kept from one selector to the next, so
 * that a reload does not send everybody to the first endpoint again.
 */
public final class Rotation {
  private final AtomicInteger place = new AtomicInteger();

  /** The next place in a rotation of that length, from 0; one atomic increment. */
  public int next(int length) {
    return Integer.remainderUnsigned(place.getAndIncrement(), length);
  }
}
