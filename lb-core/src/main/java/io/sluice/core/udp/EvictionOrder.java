package io.sluice.core.udp;

import org.jspecify.annotations.Nullable;

/** Which session goes first when a place is needed. One event loop. */
final class EvictionOrder {
  /*
   *                    first reply
   *   UNANSWERED ─────────────────► PROTECTED ── idle for half of its timeout ──► STALE
   *                                     ▲                                           │
   *                                     └───────── a datagram, either way ──────────┘
   *
   * Two queues. Unanswered sessions are in exact order of their last datagram, so each datagram of
   * theirs moves them to the end; nothing is done for protected ones, which are in no queue. Stale
   * ones are in the order in which the timing wheel found them. Only unanswered sessions and, when
   * there are none, stale ones make room: who sends with forged source addresses is never answered
   * where he could see it, so a flood of those takes places from itself and from flows that nobody
   * has used for a long time.
   */
  private final Queue unanswered = new Queue();
  private final Queue stale = new Queue();

  /** A session begins. */
  void add(UdpSession session) {
    session.rank = UdpSession.Rank.UNANSWERED;
    unanswered.addLast(session);
  }

  void onRequest(UdpSession session) {
    switch (session.rank) {
      case UNANSWERED -> unanswered.moveToEnd(session);
      case STALE -> protect(session);
      case PROTECTED -> {}
    }
  }

  void onResponse(UdpSession session) {
    if (session.rank != UdpSession.Rank.PROTECTED) {
      protect(session);
    }
  }

  /** An answered session has been idle for long. */
  void onStale(UdpSession session) {
    if (session.rank == UdpSession.Rank.PROTECTED) {
      session.rank = UdpSession.Rank.STALE;
      stale.addLast(session);
    }
  }

  /** The session ends. */
  void remove(UdpSession session) {
    protect(session);
  }

  /** The session that goes first; null if all are protected. */
  @Nullable UdpSession first() {
    return unanswered.first != null ? unanswered.first : stale.first;
  }

  private void protect(UdpSession session) {
    switch (session.rank) {
      case UNANSWERED -> unanswered.remove(session);
      case STALE -> stale.remove(session);
      case PROTECTED -> {}
    }
    session.rank = UdpSession.Rank.PROTECTED;
  }

  /** A queue through the sessions themselves. */
  private static final class Queue {
    private @Nullable UdpSession first;
    private @Nullable UdpSession last;

    void addLast(UdpSession session) {
      session.queuePrevious = last;
      if (last == null) {
        first = session;
      } else {
        last.queueNext = session;
      }
      last = session;
    }

    void remove(UdpSession session) {
      UdpSession before = session.queuePrevious;
      UdpSession after = session.queueNext;
      if (before == null) {
        first = after;
      } else {
        before.queueNext = after;
      }
      if (after == null) {
        last = before;
      } else {
        after.queuePrevious = before;
      }
      session.queuePrevious = null;
      session.queueNext = null;
    }

    void moveToEnd(UdpSession session) {
      if (session.queueNext != null) {
        remove(session);
        addLast(session);
      }
    }
  }
}
