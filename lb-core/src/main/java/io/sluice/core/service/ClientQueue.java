package io.sluice.core.service;

import io.sluice.core.bounds.Places;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait, in order, because every endpoint of their service port is full. Shared by all
 * event loops without a lock.
 */
public final class ClientQueue {
  /*
   * Only the first in the queue tries to get an endpoint, and a new client joins behind those who
   * wait: nobody overtakes. The first is woken when a place is given back, when a snapshot is
   * published, and when whoever was before it has left, so that of several places that come free at
   * once each finds its client.
   *
   * No wake-up is lost: a place is given back before the queue is looked at, and a client that has
   * joined tries once more before it waits. Whichever comes last sees the other.
   */
  private final ConcurrentLinkedQueue<Waiter> waiters = new ConcurrentLinkedQueue<>();
  private final Places places = new Places();

  /** A client in the queue. */
  public interface Waiter {
    /** There may be a place; on any thread, must not block. Called again and again. */
    void onPlaceFree();
  }

  /** Whether nobody waits. */
  public boolean isEmpty() {
    return waiters.isEmpty();
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
    return waiters.peek() == waiter;
  }

  /** Leaves, wherever in the queue; the next one may try. Takes time by the length of the queue. */
  public void leave(Waiter waiter) {
    boolean wasWaiting = waiters.remove(waiter);
    assert wasWaiting : "left more often than joined";
    places.release();
    wakeFirst();
  }

  /** There may be a place for whoever is first. */
  public void wakeFirst() {
    @Nullable Waiter first = waiters.peek();
    if (first != null) {
      first.onPlaceFree();
    }
  }

  /** Clients that wait now. */
  public int length() {
    return places.taken();
  }
}
