package io.sluice.core.balance;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The place in a rotation, shared by all event loops and kept from one selector to the next, so
 * that a reload does not send everybody to the first endpoint again.
 */
final class Rotation {
  /*
   * Retries take turns of their own. If they took turns of the main rotation, then with two
   * endpoints and one of them dead every second turn would be a retry's, and every new
   * connection would meet the dead one first.
   */
  private final AtomicInteger place = new AtomicInteger();
  private final AtomicInteger retryPlace = new AtomicInteger();

  /** The next place in a rotation of that length, from 0; one atomic increment. */
  int next(int length) {
    return Integer.remainderUnsigned(place.getAndIncrement(), length);
  }

  /** The next place for a connection that has failed elsewhere. */
  int nextForRetry(int length) {
    return Integer.remainderUnsigned(retryPlace.getAndIncrement(), length);
  }

  /** The next of 2^32 points, of which any that follow each other lie evenly spread. */
  int nextPoint() {
    return spread(place.getAndIncrement());
  }

  /** The next point for a connection that has failed elsewhere. */
  int nextPointForRetry() {
    return spread(retryPlace.getAndIncrement());
  }

  /** Multiples of the golden ratio, modulo 1 (Knuth, TAOCP 3, 6.4: Fibonacci hashing). */
  private static int spread(int number) {
    return number * 0x9e37_79b9;
  }
}
