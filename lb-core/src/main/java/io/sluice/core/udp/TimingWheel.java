package io.sluice.core.udp;

import org.jspecify.annotations.Nullable;

/** When each session has to be looked at next. Reads no clock. One event loop. */
final class TimingWheel {
  /*
   * A hashed wheel (Varghese and Lauck, SOSP 1987): bucket n holds what has to be looked at in tick
   * n, modulo the number of buckets. A time beyond the wheel's reach is put at its reach: a session
   * that is taken out is asked for its own time anyway, because datagrams do not move it, and is
   * put back. So one level is enough, and a session that is in use costs one look in a turn of the
   * wheel or in half of its timeout, whichever is shorter.
   *
   * A bitmap of buckets that hold something lets a long silence be skipped word by word and tells
   * the event loop how long it may sleep.
   */
  static final int NONE = -1;
  static final int TICK_SHIFT = 24;
  static final long TICK_NANOS = 1L << TICK_SHIFT; // 16.8 ms
  static final int BUCKETS = 4096;
  private static final int MASK = BUCKETS - 1;

  private final long startNanos;

  // Not private, so that the simulator can look into them.
  final @Nullable UdpSession[] buckets = new @Nullable UdpSession[BUCKETS];
  final long[] occupied = new long[BUCKETS / Long.SIZE];

  /** The tick whose bucket is emptied next; every earlier one is empty. */
  long nextTick;

  private int size;

  TimingWheel(long startNanos) {
    this.startNanos = startNanos;
  }

  /** Puts a session where it is found once the delay has passed, at most a tick later. */
  void add(UdpSession session, long nowNanos, long delayNanos) {
    long delay = Math.min(delayNanos, (long) BUCKETS << TICK_SHIFT);
    long due = nowNanos - startNanos + delay;
    long tick = (due + TICK_NANOS - 1) >> TICK_SHIFT;
    int bucket = (int) Math.clamp(tick, nextTick, nextTick + BUCKETS - 1) & MASK;
    UdpSession head = buckets[bucket];
    session.wheelBucket = bucket;
    session.wheelNext = head;
    if (head != null) {
      head.wheelPrevious = session;
    }
    buckets[bucket] = session;
    occupied[bucket / Long.SIZE] |= 1L << bucket;
    size++;
  }

  /** Takes out a session that is in here or was just taken. */
  void remove(UdpSession session) {
    int bucket = session.wheelBucket;
    if (bucket == NONE) {
      return;
    }
    UdpSession before = session.wheelPrevious;
    UdpSession after = session.wheelNext;
    if (after != null) {
      after.wheelPrevious = before;
    }
    if (before != null) {
      before.wheelNext = after;
    } else {
      buckets[bucket] = after;
      if (after == null) {
        occupied[bucket / Long.SIZE] &= ~(1L << bucket);
      }
    }
    session.wheelPrevious = null;
    session.wheelNext = null;
    session.wheelBucket = NONE;
    size--;
  }

  /** Takes out a session that has to be looked at now; null if there is none. */
  @Nullable UdpSession takeDue(long nowNanos) {
    long nowTick = (nowNanos - startNanos) >> TICK_SHIFT;
    // After a long absence one turn meets every bucket.
    nextTick = Math.max(nextTick, nowTick - MASK);
    while (nextTick <= nowTick) {
      UdpSession session = buckets[(int) nextTick & MASK];
      if (session != null) {
        remove(session);
        return session;
      }
      nextTick = Math.min(nextTick + ticksToOccupied(), nowTick + 1);
    }
    return null;
  }

  /** Time until a session has to be looked at; 0 if it is due, {@code Long.MAX_VALUE} if none. */
  long nanosToNext(long nowNanos) {
    if (size == 0) {
      return Long.MAX_VALUE;
    }
    long due = (nextTick + ticksToOccupied()) << TICK_SHIFT;
    return Math.max(0, due - (nowNanos - startNanos));
  }

  int size() {
    return size;
  }

  /**
   * Distance from the next tick to a bucket with something in it; a whole turn if all are empty.
   */
  private int ticksToOccupied() {
    int from = (int) nextTick & MASK;
    for (int distance = 0; distance < BUCKETS; ) {
      int bucket = (from + distance) & MASK;
      long ahead = occupied[bucket / Long.SIZE] >>> bucket;
      if (ahead != 0) {
        return distance + Long.numberOfTrailingZeros(ahead);
      }
      distance += Long.SIZE - (bucket & (Long.SIZE - 1));
    }
    return BUCKETS;
  }
}
