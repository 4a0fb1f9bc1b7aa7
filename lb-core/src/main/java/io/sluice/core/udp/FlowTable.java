package io.sluice.core.udp;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import org.jspecify.annotations.Nullable;

/**
 * The UDP sessions of one event loop, over all of its listeners: which session and endpoint a
 * datagram belongs to, and when a session ends. No sockets, no clock, no threads.
 *
 * <p>Times are {@code System.nanoTime()} and never go back from one call to the next. Every method
 * is called on the table's event loop.
 *
 * @param <S> the session with its socket
 */
public final class FlowTable<S extends UdpSession> {
  /*
   * Bounds. At most `maxSessions` sessions here, at most as many as the shared budget has places
   * over all event loops, and at most `maxSessionsPerClient` for one client address at a service
   * port. Everything else in here is as large as the number of sessions at its highest, or of fixed
   * size.
   *
   * Who goes when there is no place:
   *   1. the session that never had a response and that was idle longest;
   *   2. else, of the sessions that were idle for long and of those that take no more requests, the
   *      one that has been so for longest, to a tick of the wheel (EvictionOrder);
   *   3. else nobody: the new flow is dropped and counted.
   * Long is 1/ESTABLISHED_SHARE of the timeout for an established session, whose client has sent
   * again after a response; 1/ANSWERED_SHARE of it for one that was answered and has not gone on:
   * endpoints answer forged sources too, and most questions are asked once.
   * So a flood of forged sources cannot end a flow that is in use. The place passes from the old
   * session to the new one without going back to the budget. A session is never evicted for a
   * client that is at its own limit, nor when there is no endpoint for the new flow.
   *
   * Cost. A datagram of a known session hashes, compares and writes the session; unanswered ones
   * also move in a queue. Only new sessions touch the budget, the client's count and the wheel.
   * Session objects are kept for the next one, so memory is allocated only while the number of
   * sessions reaches new heights, the arrays by doubling.
   *
   * Time. The wheel looks at a session when it may be idle for long, to rank it, and at the end of
   * its timeout. It is moved when a session becomes protected, never by a datagram of one that is.
   * A datagram that comes after the timeout but before the wheel ends the session itself and begins
   * another: a session is never used past its timeout.
   */
  static final int ESTABLISHED_SHARE = 2;
  static final int ANSWERED_SHARE = 16;

  /** Largest number of sessions that a table may be asked to hold. */
  public static final int LARGEST = 1 << 24;

  /** From {@link #closeListener}: every place was looked at. */
  public static final int ALL_CLOSED = -1;

  private final SessionOwner<S> owner;
  private final SessionBudget budget;
  private final FlowHash hash;
  private final FailedFlows failures = new FailedFlows();

  // Not private, so that the simulator can look into them.
  final SessionPool<S> pool;
  final FlowIndex index;
  final ClientCounts clients;
  final EvictionOrder order = new EvictionOrder();
  final TimingWheel wheel;

  private boolean isNextExpirySooner;
  private int maxSessions;
  private int size;
  private UdpDrop lastDrop = UdpDrop.NO_ENDPOINT;

  /**
   * An empty table.
   *
   * @param maxSessions from 1 to {@link #LARGEST}
   * @param nowNanos the time of its creation
   */
  public FlowTable(
      SessionOwner<S> owner, SessionBudget budget, FlowHash hash, int maxSessions, long nowNanos) {
    this.owner = owner;
    this.budget = budget;
    this.hash = hash;
    this.pool = new SessionPool<>(owner::create);
    this.index = new FlowIndex(pool);
    this.clients = new ClientCounts(hash);
    this.wheel = new TimingWheel(nowNanos);
    changeMaxSessions(maxSessions);
  }

  /** Changes this table's bound, 1 to {@link #LARGEST}; live sessions above it go on. */
  public void changeMaxSessions(int newMax) {
    if (newMax < 1 || newMax > LARGEST) {
      throw new IllegalArgumentException(newMax + " sessions; from 1 to " + LARGEST);
    }
    maxSessions = newMax;
  }

  /**
   * The session that a client's datagram is to be sent through, an existing or a new one; null if
   * the datagram is to be dropped, {@link #lastDrop} then says why. A new session has had one
   * request, this one, and no socket yet. After the datagram was sent, call {@link #onSent}.
   *
   * <p>May end sessions: the flow's own, or one that makes room. Where sends are gathered, those
   * for an ended session are sent before its socket is closed, or are lost.
   */
  public @Nullable S route(FlowKey flow, UdpSnapshot snapshot, long nowNanos) {
    long flowHash = hash.ofFlow(flow);
    UdpSession known = index.find(flowHash, flow);
    S session =
        known != null && goesOn(known, flow, snapshot, nowNanos)
            ? pool.own(known)
            : open(flow, flowHash, snapshot, nowNanos);
    if (session != null) {
      onRequest(session, nowNanos);
    }
    return session;
  }

  /** Why {@link #route} has returned null last. */
  public UdpDrop lastDrop() {
    return lastDrop;
  }

  /**
   * Client datagrams of the session were sent to the endpoint; ends it if no response is expected.
   */
  public void onSent(S session, long number) {
    if (session.isNumber(number) && session.isDone()) {
      end(session, SessionEnd.ANSWERED);
    }
  }

  /**
   * A datagram came from the endpoint. False if the session had ended before: {@link
   * UdpDrop#LATE_RESPONSE}. Otherwise the session may have ended with it; take the client's address
   * from it before this call.
   */
  public boolean onResponse(S session, long number, long nowNanos) {
    if (!session.isNumber(number)) {
      return false;
    }
    if (isExpired(session, nowNanos)) {
      end(session, SessionEnd.IDLE_TIMEOUT);
      return false;
    }
    session.lastUsedNanos = nowNanos;
    session.responses++;
    if (session.rank != UdpSession.Rank.PROTECTED) {
      order.onResponse(session);
      lookWhenLongIdle(session, nowNanos);
    }
    if (session.isDone()) {
      end(session, SessionEnd.ANSWERED);
    }
    return true;
  }

  /**
   * The session's socket reported that the endpoint cannot be reached. Ends the session; the flow's
   * next datagram avoids the endpoint if there is another.
   */
  public void onIcmpError(S session, long number) {
    if (session.isNumber(number)) {
      failures.put(session.hash, session.flow, session.endpoint());
      end(session, SessionEnd.ICMP_ERROR);
    }
  }

  /** Ends a session for a reason of the sockets; nothing happens if it has ended before. */
  public void end(S session, long number, SessionEnd reason) {
    if (session.isNumber(number)) {
      end(session, reason);
    }
  }

  /**
   * Ends sessions that were idle for too long. To be called about every {@link #nanosToNextExpiry}.
   *
   * @param most sessions to look at, so that a whole flood that ends at once does not hold up the
   *     event loop
   * @return whether there are more that have to be looked at now
   */
  public boolean expire(long nowNanos, int most) {
    for (int looks = 0; looks < most; looks++) {
      UdpSession session = wheel.takeDue(nowNanos);
      if (session == null) {
        return false;
      }
      long timeout = session.limits.idleTimeoutNanos();
      long idle = nowNanos - session.lastUsedNanos;
      if (idle >= timeout) {
        end(session, SessionEnd.IDLE_TIMEOUT);
      } else if (session.rank == UdpSession.Rank.PROTECTED && idle < longIdle(session)) {
        wheel.add(session, nowNanos, longIdle(session) - idle);
      } else {
        order.onLongIdle(session);
        wheel.add(session, nowNanos, timeout - idle);
      }
    }
    return wheel.nanosToNext(nowNanos) == 0;
  }

  /** Time until {@link #expire} has something to do; {@code Long.MAX_VALUE} without sessions. */
  public long nanosToNextExpiry(long nowNanos) {
    return wheel.nanosToNext(nowNanos);
  }

  /** Whether that time may have become less since the last call. */
  public boolean takeIsNextExpirySooner() {
    boolean isSooner = isNextExpirySooner;
    isNextExpirySooner = false;
    return isSooner;
  }

  /**
   * Ends the sessions of a listener, a part of the table at a time, once nothing is routed for it
   * any more.
   *
   * @param fromPlace 0, then what the call before has returned
   * @param count places to look at
   * @return where to go on, or {@link #ALL_CLOSED}
   */
  public int closeListener(int listener, int fromPlace, int count) {
    int until = (int) Math.min((long) fromPlace + count, pool.count());
    for (int place = fromPlace; place < until; place++) {
      UdpSession session = pool.at(place);
      if (session.state != UdpSession.State.FREE && session.flow.listener == listener) {
        end(session, SessionEnd.CLOSED);
      }
    }
    return until < pool.count() ? until : ALL_CLOSED;
  }

  /** Sessions now. */
  public int size() {
    return size;
  }

  private boolean goesOn(UdpSession known, FlowKey flow, UdpSnapshot snapshot, long nowNanos) {
    if (isExpired(known, nowNanos)) {
      end(known, SessionEnd.IDLE_TIMEOUT);
      return false;
    }
    if (flow.header != null && !flow.isOnBehalfOfSame(known.flow)) {
      end(known, SessionEnd.CLIENT_CHANGED);
      return false;
    }
    long generation = snapshot.generation();
    if (known.validatedGeneration != generation) {
      if (!snapshot.isServing(known.endpoint())) {
        if (flow.header == null) {
          flow.header = known.flow.header; // only the first datagram has to have it
        }
        end(known, SessionEnd.ENDPOINT_GONE);
        return false;
      }
      known.validatedGeneration = generation;
    }
    return true;
  }

  private @Nullable S open(FlowKey flow, long flowHash, UdpSnapshot snapshot, long nowNanos) {
    if (!flow.isAnswerable()) {
      return drop(UdpDrop.INVALID_SOURCE);
    }
    failures.reintroduce(flowHash, flow);
    int sessionsOfClient = clients.of(flow, snapshot.servicePort());
    if (sessionsOfClient >= snapshot.limits().maxSessionsPerClient()) {
      return drop(UdpDrop.CLIENT_FULL);
    }
    boolean hasPlace = size < maxSessions && budget.tryAcquire();
    UdpSession victim = hasPlace ? null : order.first();
    if (!hasPlace && victim == null) {
      return drop(UdpDrop.TABLE_FULL);
    }
    Endpoint endpoint = snapshot.pick(flow, failures.take(flowHash));
    if (endpoint == null) {
      if (hasPlace) {
        budget.release();
      }
      return drop(UdpDrop.NO_ENDPOINT);
    }
    if (victim != null) {
      vacate(victim, SessionEnd.EVICTED);
    }
    S session = pool.take();
    session.begin(flow, flowHash, endpoint, snapshot);
    session.lastUsedNanos = nowNanos;
    size++;
    clients.increment(flow, session.servicePort);
    index.add(session);
    order.add(session);
    wheel.add(session, nowNanos, session.limits.idleTimeoutNanos());
    isNextExpirySooner = true;
    return session;
  }

  private @Nullable S drop(UdpDrop reason) {
    lastDrop = reason;
    return null;
  }

  private void onRequest(UdpSession session, long nowNanos) {
    session.lastUsedNanos = nowNanos;
    session.isEstablished |= session.responses > 0;
    if (session.rank != UdpSession.Rank.PROTECTED) {
      order.onRequest(session);
      lookWhenLongIdle(session, nowNanos);
    }
    if (++session.requests == session.limits.requests()) {
      index.remove(session);
      session.state = UdpSession.State.UNBOUND;
      order.onUnbound(session);
    }
  }

  /** A session has just become protected: the wheel has to look at it sooner than it knows. */
  private void lookWhenLongIdle(UdpSession session, long nowNanos) {
    if (session.rank == UdpSession.Rank.PROTECTED) {
      wheel.remove(session);
      wheel.add(session, nowNanos, longIdle(session));
      isNextExpirySooner = true;
    }
  }

  private void end(UdpSession session, SessionEnd reason) {
    vacate(session, reason);
    budget.release();
  }

  /** Ends a session without giving its place back to the budget. */
  private void vacate(UdpSession session, SessionEnd reason) {
    if (session.state == UdpSession.State.BOUND) {
      index.remove(session);
    }
    order.remove(session);
    wheel.remove(session);
    clients.decrement(session.flow, session.servicePort);
    size--;
    session.state = UdpSession.State.FREE;
    owner.onEnded(pool.own(session), reason);
    session.reset();
    pool.giveBack(session);
  }

  private static boolean isExpired(UdpSession session, long nowNanos) {
    return nowNanos - session.lastUsedNanos >= session.limits.idleTimeoutNanos();
  }

  private static long longIdle(UdpSession session) {
    int share = session.isEstablished ? ESTABLISHED_SHARE : ANSWERED_SHARE;
    return session.limits.idleTimeoutNanos() / share;
  }
}
