package io.sluice.core.udp;

import static java.util.Objects.requireNonNull;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.HeaderTransport;
import io.sluice.core.proxyprotocol.ProxyHeader;
import io.sluice.core.proxyprotocol.Tlvs;
import io.sluice.core.udp.FlowTableModel.End;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Two flow tables that share a budget, a few clients that send, endpoints that answer, come and go,
 * and a clock, all by one random seed. After each step tables and models are compared.
 */
final class FlowTableSimulation {
  private static final int TABLES = 2;
  private static final int LISTENERS = 3;
  private static final int SERVICE_PORTS = 2;
  private static final int LAST_ACTIONS = 24;
  private static final long MILLISECOND = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long[] TIMEOUTS = {
    UdpLimits.SHORTEST_TIMEOUT_NANOS,
    17 * MILLISECOND,
    200 * MILLISECOND,
    1_000 * MILLISECOND,
    60_000 * MILLISECOND,
    300_000 * MILLISECOND
  };
  private static final List<Endpoint> ENDPOINTS =
      IntStream.range(0, 4).mapToObj(FlowTableSimulation::endpoint).toList();

  private static final List<ProxyHeader> HEADERS =
      List.of(
          new ProxyHeader.Local(),
          new ProxyHeader.Unaddressed(Tlvs.NONE),
          onBehalfOf(0x0a00_0001), // who may also come directly
          onBehalfOf(0x0a00_0100));

  /** A session that somebody remembers, live or not. */
  private record Handle(int table, UdpSession session, long number) {}

  private final SplittableRandom random;
  private final List<FlowTable<UdpSession>> tables = new ArrayList<>();
  private final List<FlowTableModel> models = new ArrayList<>();
  private final List<FlowTableStructure> structures = new ArrayList<>();
  private final SimulatedSnapshot[] snapshots = new SimulatedSnapshot[SERVICE_PORTS];
  private final List<End> ends = new ArrayList<>();
  private final List<Handle> remembered = new ArrayList<>();
  private final Deque<Handle> unsent = new ArrayDeque<>();
  private final Deque<List<Object>> lastActions = new ArrayDeque<>();
  private final Map<SessionEnd, Integer> endCounts;
  private final Map<UdpDrop, Integer> dropCounts;
  private final SharedSessionBudget budget;
  private final FlowKey flow = new FlowKey();
  private long generation;
  private long now;
  private int step;

  /** Counts what happens into the maps. */
  FlowTableSimulation(
      long seed, Map<SessionEnd, Integer> endCounts, Map<UdpDrop, Integer> dropCounts) {
    this.endCounts = endCounts;
    this.dropCounts = dropCounts;
    random = new SplittableRandom(seed);
    now = random.nextLong(); // the clock may start anywhere and may overflow
    budget = new SharedSessionBudget(random.nextInt(1, 48));
    for (int i = 0; i < TABLES; i++) {
      long secret = random.nextLong();
      int max = random.nextInt(1, 32);
      tables.add(new FlowTable<>(new Owner(), budget, hash(secret), max, now));
      models.add(new FlowTableModel(hash(secret), max, now));
      structures.add(new FlowTableStructure(tables.get(i), models.get(i), hash(secret)));
    }
    for (int i = 0; i < SERVICE_PORTS; i++) {
      changeEndpoints(i);
    }
  }

  void run(int steps) {
    for (step = 0; step < steps; step++) {
      models.forEach(model -> model.step = step);
      act();
      structures.forEach(FlowTableStructure::verify);
      int sessions = models.stream().mapToInt(model -> model.live.size()).sum();
      FlowTableModel.check(budget.active() == sessions, "the budget is the sum of the tables");
    }
  }

  /** Where it is and how it came there. */
  String story() {
    StringBuilder story = new StringBuilder("step ").append(step).append(", last actions:");
    lastActions.forEach(action -> story.append("\n  ").append(action));
    return story.toString();
  }

  private void act() {
    int table = random.nextInt(TABLES);
    switch (random.nextInt(100)) {
      case 0 -> flood(table);
      case 1 -> clock(random.nextLong(MILLISECOND));
      case 2, 3, 4 -> changeEndpoints(random.nextInt(SERVICE_PORTS));
      case 5 -> changeBounds(table);
      case 6, 7, 8, 9 -> icmpError();
      case 10 -> outOfResources();
      case 11 -> closeListener(table);
      case 12, 13, 14 -> sendAll();
      case 15, 16, 17, 18, 19 -> clock(random.nextLong(2_000 * MILLISECOND) >> random.nextInt(8));
      case 20 -> clock(random.nextLong(TimeUnit.MINUTES.toNanos(1) << random.nextInt(10)));
      case 21, 22, 23, 24, 25, 26, 27, 28 -> clock(random.nextLong(30 * MILLISECOND));
      case 29, 30, 31, 32, 33, 34, 35, 36 -> expire(table, Integer.MAX_VALUE);
      case 37, 38 -> expire(table, random.nextInt(1, 4));
      default -> {
        if (random.nextInt(5) < 2) {
          response();
        } else {
          datagram(table, random.nextBoolean() ? knownFlow(table) : newClient());
        }
      }
    }
  }

  /** The flow of a place, live or not, if there is one. */
  private FlowKey knownFlow(int table) {
    SessionPool<UdpSession> pool = tables.get(table).pool;
    if (pool.count() == 0) {
      return newClient();
    }
    flow.copyFrom(pool.at(random.nextInt(pool.count())).flow());
    flow.header = null;
    return flow;
  }

  private FlowKey newClient() {
    int listener = random.nextInt(LISTENERS);
    int port = random.nextInt(40) == 0 ? 0 : 1_024 + random.nextInt(5);
    if (random.nextBoolean()) {
      flow.fromIpv4(0x0a00_0001 + random.nextInt(4), port);
    } else {
      flow.fromIpv6(0xfe80L << 48, random.nextInt(3), port, random.nextInt(2));
    }
    return flow.toIpv4(0xc0a8_0001 + random.nextInt(2), listener);
  }

  private static ProxyHeader onBehalfOf(int address) {
    ClientAddress source = new ClientAddress(0, FlowKey.IPV4_PREFIX | address, 1_000);
    return new ProxyHeader.Forwarded(source, source, HeaderTransport.DATAGRAM, Tlvs.NONE);
  }

  private void flood(int table) {
    int datagrams = random.nextInt(1, 60);
    for (int i = 0; i < datagrams; i++) {
      flow.fromIpv4(0x5000_0000 | random.nextInt(1 << 28), 1 + random.nextInt(65_535));
      datagram(table, flow.toIpv4(0xc0a8_0001, random.nextInt(LISTENERS)));
    }
  }

  private void datagram(int table, FlowKey from) {
    SimulatedSnapshot snapshot = snapshots[from.listener() % SERVICE_PORTS];
    snapshot.forget();
    ends.clear();
    int budgetLeft = budget.max() - budget.active();
    if (random.nextInt(8) == 0) {
      from.introduce(HEADERS.get(random.nextInt(HEADERS.size())));
    }
    ProxyHeader header = from.header();
    FlowTable<UdpSession> flows = tables.get(table);
    UdpSession session = flows.route(from, snapshot, now);
    log("datagram", table, FlowTableModel.Key.of(from), session == null ? -1 : session.place);
    models
        .get(table)
        .onRoute(
            new FlowTableModel.Routed(from, header, snapshot, session, flows.lastDrop(), ends),
            budgetLeft);
    if (session == null) {
      dropCounts.merge(flows.lastDrop(), 1, Integer::sum);
    } else {
      Handle handle = new Handle(table, session, session.number());
      remember(handle);
      unsent.add(handle);
      if (random.nextInt(4) > 0) {
        sendAll();
      }
    }
  }

  private void sendAll() {
    for (Handle handle = unsent.poll(); handle != null; handle = unsent.poll()) {
      ends.clear();
      log("sent", handle.table, handle.session.place);
      tables.get(handle.table).onSent(handle.session, handle.number);
      models.get(handle.table).onSent(handle.session, handle.number, ends);
    }
  }

  private void response() {
    Handle handle = anyRemembered();
    if (handle != null) {
      ends.clear();
      log("response", handle.table, handle.session.place);
      boolean wasTaken = tables.get(handle.table).onResponse(handle.session, handle.number, now);
      if (!wasTaken) {
        dropCounts.merge(UdpDrop.LATE_RESPONSE, 1, Integer::sum);
      }
      models.get(handle.table).onResponse(handle.session, handle.number, wasTaken, ends);
    }
  }

  private void icmpError() {
    Handle handle = anyRemembered();
    if (handle != null) {
      ends.clear();
      log("ICMP error", handle.table, handle.session.place);
      tables.get(handle.table).onIcmpError(handle.session, handle.number);
      models.get(handle.table).onIcmpError(handle.session, handle.number, ends);
    }
  }

  private void outOfResources() {
    Handle handle = anyRemembered();
    if (handle != null) {
      ends.clear();
      log("out of resources", handle.table, handle.session.place);
      SessionEnd reason = SessionEnd.OUT_OF_RESOURCES;
      tables.get(handle.table).end(handle.session, handle.number, reason);
      models.get(handle.table).onEnd(handle.session, handle.number, reason, ends);
    }
  }

  private void expire(int table, int most) {
    ends.clear();
    boolean isThereMore = tables.get(table).expire(now, most);
    log("expire", table, most, ends.size());
    models.get(table).onExpire(isThereMore, ends);
    long next = tables.get(table).nanosToNextExpiry(now);
    FlowTableModel.check(isThereMore == (next == 0), "the event loop sleeps until the next look");
  }

  private void closeListener(int table) {
    int listener = random.nextInt(LISTENERS);
    int part = random.nextInt(1, 50);
    ends.clear();
    log("close listener", table, listener);
    int place = 0;
    do {
      place = tables.get(table).closeListener(listener, place, part);
    } while (place != FlowTable.ALL_CLOSED);
    models.get(table).onCloseListener(listener, ends);
  }

  private void changeEndpoints(int servicePort) {
    List<Endpoint> eligible = new ArrayList<>();
    Set<Endpoint> serving = new HashSet<>();
    for (Endpoint endpoint : ENDPOINTS) {
      if (random.nextInt(4) > 0) {
        serving.add(endpoint);
        if (random.nextInt(4) > 0) {
          eligible.add(endpoint);
        }
      }
    }
    log("endpoints", servicePort, eligible.size(), serving.size());
    snapshots[servicePort] =
        new SimulatedSnapshot(++generation, servicePort, limits(), eligible, serving, random);
  }

  private UdpLimits limits() {
    int requests = random.nextBoolean() ? UdpSettings.UNCOUNTED : random.nextInt(1, 4);
    int responses = random.nextBoolean() ? UdpSettings.UNCOUNTED : random.nextInt(3);
    int maxPerClient = random.nextBoolean() ? 1_000 : random.nextInt(1, 6);
    long timeout = TIMEOUTS[random.nextInt(TIMEOUTS.length)];
    return new UdpLimits(timeout, requests, responses, maxPerClient);
  }

  private void changeBounds(int table) {
    int max = random.nextInt(1, 32);
    log("bounds", table, max);
    tables.get(table).changeMaxSessions(max);
    models.get(table).maxSessions = max;
    budget.changeTo(random.nextInt(1, 48));
  }

  private void clock(long nanos) {
    now += nanos;
    models.forEach(model -> model.now = now);
    log("clock", nanos);
  }

  /** Most of them are live, as far as there are any. */
  private @Nullable Handle anyRemembered() {
    int table = random.nextInt(TABLES);
    SessionPool<UdpSession> pool = tables.get(table).pool;
    if (pool.count() > 0 && random.nextInt(4) > 0) {
      // By place and not out of the model's map, whose order changes from run to run.
      UdpSession session = pool.at(random.nextInt(pool.count()));
      return new Handle(table, session, session.number());
    }
    return remembered.isEmpty() ? null : remembered.get(random.nextInt(remembered.size()));
  }

  private void remember(Handle handle) {
    if (remembered.size() < 64) {
      remembered.add(handle);
    } else {
      remembered.set(random.nextInt(remembered.size()), handle);
    }
  }

  private void log(Object... words) {
    if (lastActions.size() == LAST_ACTIONS) {
      lastActions.remove();
    }
    lastActions.add(List.of(words));
  }

  private static FlowHash hash(long secret) {
    return FlowHash.withSecret(secret, ~secret);
  }

  private static Endpoint endpoint(int number) {
    IpAddress address = IpAddress.parse("10.0.0." + number);
    return new Endpoint(
        new EndpointSpec(address, 53, 1, null, null, 0, Conditions.READY), /* loops= */ 1);
  }

  private final class Owner implements SessionOwner<UdpSession> {
    @Override
    public UdpSession create() {
      return new UdpSession();
    }

    @Override
    public void onEnded(UdpSession session, SessionEnd reason) {
      requireNonNull(session.endpoint());
      ends.add(new End(session, session.number(), reason));
      endCounts.merge(reason, 1, Integer::sum);
    }
  }
}
