package io.sluice.core.service;

import io.sluice.core.bounds.Places;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait, in order, because every endpoint of their service port is full. Shared by all
 * event loops without a lock.
 */
public final class ClientQueue {
  /** So many of those who have left may be in there, and as many as wait. */
  private static final int MOST_LEFT = 64;

  /*
   * Only the first in the queue tries to get an endpoint, and a new client joins behind those who
   * wait: nobody overtakes. The first is woken when a place is given back, when a snapshot is
   * published, and when whoever was before it has left, so that of several places that come free at
   * once each finds its client.
   *
   * Who leaves from the middle only stops to count: taking it out would take time by the length of
   * the queue. It goes once it is first, or with all others like it when they have become many.
   *
   * No wake-up is lost: a place is given back before the queue is looked at, and a client that has
   * joined tries once more before it waits. Whichever comes last sees the other.
   */
  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final Places places = new Places();

  // Those who have left and are still in there; about, as loops count at once.
  private final AtomicInteger left = new AtomicInteger();

  /** A client in the queue. */
  public interface Waiter {
    /** There may be a place; on any thread, must not block. Called again and again. */
    void onPlaceFree();

    /** Whether it has left; on any thread. */
    boolean hasLeft();
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return first() == null;
  }

  /**
   * Joins behind everybody, unless so many wait already. Whoever has joined leaves once.
   *
   * @param size clients that may wait, 0: none
   */
  public boolean join(Waiter waiter, int size) {
    if (size == 0 || !places.tryAcquire(size)) {
      return false;
    }
    waiters.add(waiter);
    return true;
  }

  /** Whether it is that one's turn. */
  @SuppressWarnings("ReferenceEquality") // who waits, not what it equals
  public boolean isFirst(Waiter waiter) {
    return first() == waiter;
  }

  /** Somebody has left, wherever in the queue, and says so; the next one may try. */
  public void onLeft() {
    places.release();
    if (left.incrementAndGet() > places.taken() + MOST_LEFT) {
      left.set(0);
      waiters.removeIf(Waiter::hasLeft);
    }
    wakeFirst();
  }

  /** There may be a place for whoever is first. */
  public void wakeFirst() {
    @Nullable Waiter first = first();
    if (first != null) {
      first.onPlaceFree();
    }
  }

  private @Nullable Waiter first() {
    @Nullable Waiter first = waiters.peek();
    while (first != null && first.hasLeft()) {
      waiters.remove(first);
      first = waiters.peek();
    }
    return first;
  }

  /** Clients that wait now. */
  public int length() {
    return places.taken();
  }
}
