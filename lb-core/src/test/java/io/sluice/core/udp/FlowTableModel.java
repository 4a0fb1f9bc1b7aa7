package io.sluice.core.udp;

import static java.util.Objects.requireNonNull;

import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.ProxyHeader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a flow table should do, the simple way. It is told what the table did and checks that it was
 * right; where the table has a choice within a tick, both are.
 */
final class FlowTableModel {
  private static final int NEVER = Integer.MAX_VALUE;

  record Key(long high, long low, int port, int scope, long toHigh, long toLow, int listener) {
    static Key of(FlowKey flow) {
      return new Key(
          flow.clientHigh(),
          flow.clientLow(),
          flow.clientPort(),
          flow.clientScope(),
          flow.localHigh(),
          flow.localLow(),
          flow.listener());
    }
  }

  record Client(long high, long low, int servicePort) {
    static Client of(Key key, @Nullable ProxyHeader header, SimulatedSnapshot snapshot) {
      ClientAddress source = sourceOf(key, header);
      return new Client(source.high(), source.low(), snapshot.servicePort());
    }
  }

  record End(UdpSession session, long number, SessionEnd reason) {}

  record Failure(Key key, @Nullable ProxyHeader header, Endpoint endpoint) {}

  /** A live session. */
  static final class Entry {
    final Key key;
    final UdpSession session;
    final long number;
    final Endpoint endpoint;
    final UdpLimits limits;
    final Client client;
    final @Nullable ProxyHeader header;
    boolean isBound = true;
    boolean isEstablished;
    long generation;
    long lastUsed;
    long touched;
    long requests;
    long responses;

    // Steps at which it became expendable, at the earliest and at the latest.
    int expendableFrom = NEVER;
    int expendableSince = NEVER;

    Entry(
        Key key,
        @Nullable ProxyHeader header,
        UdpSession session,
        Endpoint endpoint,
        SimulatedSnapshot snapshot) {
      this.key = key;
      this.session = session;
      this.number = session.number();
      this.endpoint = endpoint;
      this.limits = snapshot.limits();
      this.client = Client.of(key, header, snapshot);
      this.header = header;
      this.generation = snapshot.generation();
    }

    boolean isExpired(long now) {
      return now - lastUsed >= limits.idleTimeoutNanos();
    }

    long longIdle() {
      return limits.idleTimeoutNanos() / (isEstablished ? 2 : 16);
    }

    boolean isDone() {
      return limits.responses() != UdpSettings.UNCOUNTED
          && (limits.requests() == UdpSettings.UNCOUNTED || requests >= limits.requests())
          && responses >= limits.responses() * requests;
    }
  }

  /** What the table has done with a datagram, and the header that had come with that. */
  record Routed(
      FlowKey flow,
      @Nullable ProxyHeader header,
      SimulatedSnapshot snapshot,
      @Nullable UdpSession session,
      UdpDrop drop,
      Collection<End> ends) {}

  final Map<Key, Entry> bound = new HashMap<>();

  /** By session, which is equal to itself only. */
  final Map<UdpSession, Entry> live = new HashMap<>();

  private final Map<UdpSession, Long> lastNumbers = new HashMap<>();
  private final Map<Integer, Failure> failures = new HashMap<>();
  private final FlowHash hash;
  private final long start;
  private long touches;
  int maxSessions;
  long now;
  int step;

  FlowTableModel(FlowHash hash, int maxSessions, long start) {
    this.hash = hash;
    this.maxSessions = maxSessions;
    this.start = start;
    this.now = start;
  }

  void onRoute(Routed routed, int budgetLeft) {
    Deque<End> ends = new ArrayDeque<>(routed.ends());
    SimulatedSnapshot snapshot = routed.snapshot();
    Entry entry = bound.get(Key.of(routed.flow()));
    ProxyHeader header = routed.header();
    int asks = 0;
    int freed = 0;
    if (entry != null && entry.isExpired(now)) {
      remove(entry, SessionEnd.IDLE_TIMEOUT, ends);
      freed++;
      entry = null;
    } else if (entry != null
        && header != null
        && !sourceOf(entry.key, header).equals(sourceOf(entry.key, entry.header))) {
      remove(entry, SessionEnd.CLIENT_CHANGED, ends);
      freed++;
      entry = null;
    } else if (entry != null && entry.generation != snapshot.generation()) {
      asks++;
      entry.generation = snapshot.generation();
      if (!snapshot.serves(entry.endpoint)) {
        remove(entry, SessionEnd.ENDPOINT_GONE, ends);
        freed++;
        header = header == null ? entry.header : header;
        entry = null;
      }
    }
    check(snapshot.asked.size() == asks, "asked once for each generation");
    if (entry == null) {
      entry = open(routed, header, budgetLeft + freed > 0, ends);
    } else {
      check(snapshot.picks.isEmpty(), "no pick for a known session");
    }
    checkNoMore(ends);
    UdpSession expected = entry == null ? null : entry.session;
    check(Objects.equals(routed.session(), expected), "the same session");
    if (entry != null) {
      onRequest(entry);
    }
  }

  private @Nullable Entry open(
      Routed routed, @Nullable ProxyHeader came, boolean hasBudget, Deque<End> ends) {
    SimulatedSnapshot snapshot = routed.snapshot();
    Key key = Key.of(routed.flow());
    if (key.port == 0) {
      return drop(routed, UdpDrop.INVALID_SOURCE);
    }
    ProxyHeader header = came == null ? headerOfFailure(key) : came;
    check(Objects.equals(routed.flow().header(), header), "on whose behalf");
    Client client = Client.of(key, header, snapshot);
    if (sessionsOf(client) >= snapshot.limits().maxSessionsPerClient()) {
      return drop(routed, UdpDrop.CLIENT_FULL);
    }
    boolean hasPlace = live.size() < maxSessions && hasBudget;
    if (!hasPlace && unanswered().isEmpty()) {
      boolean somebodyMay = live.values().stream().anyMatch(e -> e.expendableFrom != NEVER);
      boolean somebodyMust = live.values().stream().anyMatch(e -> e.expendableSince != NEVER);
      boolean isFull = snapshot.picks.isEmpty();
      check(isFull ? !somebodyMust : somebodyMay, "full only if nobody is expendable");
      if (isFull) {
        return drop(routed, UdpDrop.TABLE_FULL);
      }
    }
    check(snapshot.picks.size() == 1, "one pick");
    SimulatedSnapshot.Pick pick = snapshot.picks.getFirst();
    check(pick.failed() == takeFailure(key), "the failed endpoint is avoided");
    if (pick.picked() == null) {
      check(routed.drop() == UdpDrop.NO_ENDPOINT, "no endpoint");
      return null;
    }
    if (!hasPlace) {
      evict(ends);
    }
    UdpSession session = requireNonNull(routed.session());
    check(!live.containsKey(session), "a place is used once at a time");
    Entry entry = new Entry(key, header, session, pick.picked(), snapshot);
    Long last = lastNumbers.put(session, entry.number);
    check(last == null || last < entry.number, "each session of a place has another number");
    check(session.endpoint() == entry.endpoint, "the endpoint that was picked");
    live.put(session, entry);
    bound.put(key, entry);
    return entry;
  }

  private static @Nullable Entry drop(Routed routed, UdpDrop reason) {
    check(routed.session() == null && routed.drop() == reason, "the reason of the drop");
    check(routed.snapshot().picks.isEmpty(), "no pick for a datagram that is dropped");
    return null;
  }

  private void evict(Deque<End> ends) {
    Entry victim = requireNonNull(live.get(requireNonNull(ends.peek(), "an eviction").session()));
    List<Entry> unanswered = unanswered();
    if (!unanswered.isEmpty()) {
      check(victim == unanswered.getFirst(), "the unanswered one that was idle longest goes");
    } else {
      check(victim.expendableFrom != NEVER, "protected ones stay");
      for (Entry other : live.values()) {
        check(other.expendableSince >= victim.expendableFrom, "the longest expendable goes");
      }
    }
    remove(victim, SessionEnd.EVICTED, ends);
  }

  private void onRequest(Entry entry) {
    touch(entry);
    entry.isEstablished |= entry.responses > 0;
    entry.requests++;
    if (entry.requests == entry.limits.requests()) {
      bound.remove(entry.key);
      entry.isBound = false;
      if (entry.responses > 0) {
        becomeExpendable(entry);
      }
    }
  }

  void onSent(UdpSession session, long number, Collection<End> seen) {
    Deque<End> ends = new ArrayDeque<>(seen);
    Entry entry = current(session, number);
    if (entry != null && entry.isDone()) {
      remove(entry, SessionEnd.ANSWERED, ends);
    }
    checkNoMore(ends);
  }

  void onResponse(UdpSession session, long number, boolean wasTaken, Collection<End> seen) {
    Deque<End> ends = new ArrayDeque<>(seen);
    Entry entry = current(session, number);
    check(wasTaken == (entry != null && !entry.isExpired(now)), "late responses are told");
    if (entry != null && entry.isExpired(now)) {
      remove(entry, SessionEnd.IDLE_TIMEOUT, ends);
    } else if (entry != null) {
      touch(entry);
      entry.responses++;
      if (!entry.isBound) {
        becomeExpendable(entry);
      }
      if (entry.isDone()) {
        remove(entry, SessionEnd.ANSWERED, ends);
      }
    }
    checkNoMore(ends);
  }

  void onIcmpError(UdpSession session, long number, Collection<End> seen) {
    Entry entry = current(session, number);
    if (entry != null) {
      failures.put(cell(entry.key), new Failure(entry.key, entry.header, entry.endpoint));
    }
    onEnd(session, number, SessionEnd.ICMP_ERROR, seen);
  }

  void onEnd(UdpSession session, long number, SessionEnd reason, Collection<End> seen) {
    Deque<End> ends = new ArrayDeque<>(seen);
    Entry entry = current(session, number);
    if (entry != null) {
      remove(entry, reason, ends);
    }
    checkNoMore(ends);
  }

  void onExpire(boolean isThereMore, Collection<End> seen) {
    Deque<End> ends = new ArrayDeque<>(seen);
    while (!ends.isEmpty()) {
      Entry entry = requireNonNull(live.get(ends.element().session()));
      check(entry.isExpired(now), "only expired ones end");
      remove(entry, SessionEnd.IDLE_TIMEOUT, ends);
    }
    for (Entry entry : live.values()) {
      long end = entry.lastUsed + entry.limits.idleTimeoutNanos();
      check(isThereMore || !isTickOver(end), "expired ones end within a tick");
      if (entry.isBound && entry.responses > 0 && now - entry.lastUsed >= entry.longIdle()) {
        entry.expendableFrom = Math.min(entry.expendableFrom, step);
        if (!isThereMore && isTickOver(entry.lastUsed + entry.longIdle())) {
          entry.expendableSince = Math.min(entry.expendableSince, step);
        }
      }
    }
  }

  void onCloseListener(int listener, Collection<End> seen) {
    Deque<End> ends = new ArrayDeque<>(seen);
    while (!ends.isEmpty()) {
      Entry entry = requireNonNull(live.get(ends.element().session()));
      check(entry.key.listener == listener, "only those of the listener end");
      remove(entry, SessionEnd.CLOSED, ends);
    }
    for (Entry entry : live.values()) {
      check(entry.key.listener != listener, "all of the listener end");
    }
  }

  long sessionsOf(Client client) {
    return live.values().stream().filter(entry -> entry.client.equals(client)).count();
  }

  /** Sessions without a response, the longest idle first. */
  List<Entry> unanswered() {
    List<Entry> unanswered = new ArrayList<>();
    for (Entry entry : live.values()) {
      if (entry.responses == 0) {
        unanswered.add(entry);
      }
    }
    unanswered.sort(Comparator.comparingLong(entry -> entry.touched));
    return unanswered;
  }

  private @Nullable Entry current(UdpSession session, long number) {
    Entry entry = live.get(session);
    return entry != null && entry.number == number ? entry : null;
  }

  private void touch(Entry entry) {
    entry.lastUsed = now;
    entry.touched = ++touches;
    entry.expendableFrom = NEVER;
    entry.expendableSince = NEVER;
  }

  private void becomeExpendable(Entry entry) {
    entry.expendableFrom = step;
    entry.expendableSince = step;
  }

  private void remove(Entry entry, SessionEnd reason, Deque<End> ends) {
    End end = new End(entry.session, entry.number, reason);
    End told = ends.poll();
    if (!end.equals(told)) {
      throw new AssertionError("does not hold: " + end + " is told, but " + told + " was");
    }
    live.remove(entry.session);
    if (entry.isBound) {
      bound.remove(entry.key);
    }
  }

  /** Who counts for a flow. */
  static ClientAddress sourceOf(Key key, @Nullable ProxyHeader header) {
    return header instanceof ProxyHeader.Forwarded forwarded
        ? forwarded.source()
        : new ClientAddress(key.high, key.low, key.port);
  }

  private @Nullable ProxyHeader headerOfFailure(Key key) {
    Failure failure = failures.get(cell(key));
    return failure == null || !failure.key.equals(key) ? null : failure.header;
  }

  private @Nullable Endpoint takeFailure(Key key) {
    Failure failure = failures.get(cell(key));
    if (failure == null || !failure.key.equals(key)) {
      return null;
    }
    failures.remove(cell(key));
    return failure.endpoint;
  }

  private int cell(Key key) {
    FlowKey flow =
        new FlowKey()
            .fromIpv6(key.high, key.low, key.port, key.scope)
            .toIpv6(key.toHigh, key.toLow, key.listener);
    return FailedFlows.cell(hash.ofFlow(flow));
  }

  private static void checkNoMore(Deque<End> ends) {
    check(ends.isEmpty(), "no end but the expected ones");
  }

  /* Cheap, because it is asked millions of times. */
  static void check(boolean isTrue, String what) {
    if (!isTrue) {
      throw new AssertionError("does not hold: " + what);
    }
  }

  /** Whether the wheel cannot have missed that moment. */
  private boolean isTickOver(long moment) {
    return tickOf(moment) <= Math.floorDiv(now - start, TimingWheel.TICK_NANOS);
  }

  /** The first tick that begins at that moment or later. */
  long tickOf(long moment) {
    return Math.ceilDiv(moment - start, TimingWheel.TICK_NANOS);
  }
}
