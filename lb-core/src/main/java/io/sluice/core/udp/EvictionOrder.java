package io.sluice.core.udp;

import org.jspecify.annotations.Nullable;

/** Which session goes first when a place is needed. One event loop. */
final class EvictionOrder {
  /*
   *                first response             idle for long, or takes no more requests
   *   UNANSWERED ───────────────► PROTECTED ─────────────────────────────────────────► EXPENDABLE
   *                                   ▲                                                   │
   *                                   └──── a datagram, either way, if it takes requests ─┘
   *
   * Two queues. Unanswered sessions are in exact order of their last datagram, so each datagram of
   * theirs moves them to the end. Protected ones are in no queue, and a datagram of theirs does
   * nothing here. Expendable ones are in the order in which they became so, to a tick of the timing
   * wheel for those that were idle.
   *
   * The queues are not private, so that the simulator can look into them.
   */
  final Queue unanswered = new Queue();
  final Queue expendable = new Queue();

  /** A session begins. */
  void add(UdpSession session) {
    session.rank = UdpSession.Rank.UNANSWERED;
    unanswered.addLast(session);
  }

  void onRequest(UdpSession session) {
    switch (session.rank) {
      case UNANSWERED -> unanswered.moveToEnd(session);
      case EXPENDABLE -> remove(session);
      case PROTECTED -> {}
    }
  }

  /** A response came; only a session that takes requests is protected by it. */
  void onResponse(UdpSession session) {
    remove(session);
    if (session.state == UdpSession.State.UNBOUND) {
      addExpendable(session);
    }
  }

  /** The session takes no more requests. */
  void onUnbound(UdpSession session) {
    if (session.rank == UdpSession.Rank.PROTECTED) {
      addExpendable(session);
    }
  }

  /** The session has been idle for long. */
  void onLongIdle(UdpSession session) {
    if (session.rank == UdpSession.Rank.PROTECTED) {
      addExpendable(session);
    }
  }

  /** The session that goes first; null if all are protected. */
  @Nullable UdpSession first() {
    return unanswered.first != null ? unanswered.first : expendable.first;
  }

  /** Takes the session out of its queue. */
  void remove(UdpSession session) {
    switch (session.rank) {
      case UNANSWERED -> unanswered.remove(session);
      case EXPENDABLE -> expendable.remove(session);
      case PROTECTED -> {}
    }
    session.rank = UdpSession.Rank.PROTECTED;
  }

  private void addExpendable(UdpSession session) {
    session.rank = UdpSession.Rank.EXPENDABLE;
    expendable.addLast(session);
  }

  /** A queue through the sessions themselves. */
  static final class Queue {
    @Nullable UdpSession first;
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
