package io.sluice.core.udp;

import static java.util.Objects.requireNonNull;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A flow table with a clock, a service port whose endpoints take turns, and a record of ends. */
final class TableRig implements SessionOwner<UdpSession>, UdpSnapshot {
  static final long TIMEOUT = TimeUnit.SECONDS.toNanos(60);
  static final UdpLimits UNCOUNTED = counted(UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED);

  final List<SessionEnd> ends = new ArrayList<>();
  final List<Endpoint> eligible = new ArrayList<>();
  final SharedSessionBudget budget = new SharedSessionBudget(1 << 20);
  final FlowTable<UdpSession> table;
  UdpLimits limits = UNCOUNTED;
  long generation;
  long now;
  int picks;
  int asks;

  private final FlowKey flow = new FlowKey();

  TableRig(int maxSessions, int endpoints) {
    table = new FlowTable<>(this, budget, FlowHash.withRandomSecret(), maxSessions, now);
    for (int i = 0; i < endpoints; i++) {
      eligible.add(endpoint(i));
    }
  }

  static Endpoint endpoint(int number) {
    IpAddress address = IpAddress.parse("10.0.0." + number);
    return new Endpoint(
        new EndpointSpec(address, 53, 1, null, null, 0, Conditions.READY), /* loops= */ 1);
  }

  static UdpLimits counted(int requests, int responses) {
    return new UdpLimits(TIMEOUT, requests, responses, Integer.MAX_VALUE);
  }

  /** A datagram of a client address, always from the same port. */
  @Nullable UdpSession tryDatagram(int client) {
    return tryDatagram(client, 1_024);
  }

  @Nullable UdpSession tryDatagram(int client, int port) {
    return table.route(flow.fromIpv4(client, port).toIpv4(1, 0), this, now);
  }

  UdpSession datagram(int client) {
    return requireNonNull(tryDatagram(client), () -> "dropped: " + table.lastDrop());
  }

  /** Why the datagram was dropped. */
  UdpDrop dropOf(int client, int port) {
    if (tryDatagram(client, port) != null) {
      throw new AssertionError("not dropped");
    }
    return table.lastDrop();
  }

  boolean respond(UdpSession session) {
    return table.onResponse(session, session.number(), now);
  }

  /** A flow whose client goes on after a response. */
  UdpSession established(int client) {
    respond(datagram(client));
    return datagram(client);
  }

  void pass(long nanos) {
    now += nanos;
    expire();
  }

  void expire() {
    table.expire(now, Integer.MAX_VALUE);
  }

  @Override
  public UdpSession create() {
    return new UdpSession();
  }

  @Override
  public void onEnded(UdpSession session, SessionEnd reason) {
    ends.add(reason);
  }

  @Override
  public long generation() {
    return generation;
  }

  @Override
  public int servicePort() {
    return 0;
  }

  @Override
  public UdpLimits limits() {
    return limits;
  }

  @Override
  public boolean isServing(Endpoint endpoint) {
    asks++;
    return eligible.contains(endpoint);
  }

  @Override
  public @Nullable Endpoint pick(FlowKey from, @Nullable Endpoint failed) {
    for (int i = 0; i < eligible.size(); i++) {
      Endpoint candidate = eligible.get(picks++ % eligible.size());
      if (candidate != failed || eligible.size() == 1) {
        return candidate;
      }
    }
    return null;
  }
}
