package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.admission.Admission;
import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Rotations;
import io.sluice.core.balance.Selectors;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.net.SipHash;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import io.sluice.core.service.ServiceTls;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the control thread keeps of a service port from one configuration to the next. */
final class ServicePortState {
  private final ServicePortName name;
  private final ServiceState service;
  private final int loops;
  private final ServicePortCounters counters;
  private final FamilyState ipv4;
  private final FamilyState ipv6;

  // What the current snapshots were made from; null before the first configuration.
  private @Nullable ServicePort configured;
  private @Nullable Instance instance;

  // Endpoints by address:port; the same object as long as a configuration names it.
  private Map<String, Endpoint> endpoints = new HashMap<>();

  // Those that no configuration names any more but that still have connections: one that returns
  // is the same, and its limit holds.
  private final Map<String, Endpoint> departed = new HashMap<>();

  // What clients keep, or null; its own, or that of the service.
  private @Nullable AffinityTable<?> affinityTable;
  private boolean isOwnTable;

  ServicePortState(ServicePortName name, ServiceState service, int loops) {
    this.name = name;
    this.service = service;
    this.loops = loops;
    this.counters =
        name.protocol() == Protocol.UDP
            ? ServicePortCounters.ofUdp(loops)
            : new ServicePortCounters(loops);
    Admission everybody = service.admission(TrafficSettings.DEFAULT);
    this.ipv4 = new FamilyState(false, new ServiceEntry(name, counters, nothing(everybody)));
    this.ipv6 = new FamilyState(true, new ServiceEntry(name, counters, nothing(everybody)));
    // Unix sockets are endpoints of both.
    ipv4.entry().sharePlacesWith(ipv6.entry());
    ipv6.entry().sharePlacesWith(ipv4.entry());
  }

  private static ServiceSnapshot nothing(Admission admission) {
    TrafficSettings traffic = TrafficSettings.DEFAULT;
    return new ServiceSnapshot(
        0,
        List.of(),
        List.of(),
        Set.of(),
        Selectors.of(traffic.balancing(), List.of(), new Rotations()),
        new ClientHash(traffic.hashKey(), new SipHash(0, 0)),
        new ConnectionLimits(1, 1, 1, 1, 0),
        traffic,
        admission,
        null,
        ServiceTls.OFF);
  }

  /** What the service port shares with the others of its service. */
  ServiceState service() {
    return service;
  }

  /** What serves the clients of a VIP. */
  ServiceEntry entryFor(boolean isIpv6Vip) {
    return isIpv6Vip ? ipv6.entry() : ipv4.entry();
  }

  /** Leaves the configuration; should it return, everything is made anew but what counts. */
  void retire() {
    configured = null;
  }

  ServicePortName name() {
    return name;
  }

  /** Connections and UDP sessions now. */
  long active() {
    return counters.active() + counters.udpStatistics().sessionsActive();
  }

  /** The snapshots of a configuration; changes nothing. */
  Prepared prepare(ServicePort port, Instance seenFrom, TlsParts tls, long generation) {
    // Routes may lead elsewhere though they are the same: to a service that was gone and is back.
    boolean isRouting = !port.traffic().routes().isEmpty();
    if (port.equals(configured) && seenFrom.equals(instance) && !isRouting) {
      return new Prepared(
          this,
          new PortPlan(
              port, endpoints, seenFrom, currentAdmission(), affinityTable, tls, generation),
          ipv4.entry().current(),
          ipv6.entry().current(),
          false);
    }
    Map<String, Endpoint> next = new HashMap<>();
    for (EndpointSpec spec : port.endpoints()) {
      Endpoint known = endpoints.getOrDefault(spec.hostAndPort(), departed.get(spec.hostAndPort()));
      next.put(spec.hostAndPort(), known == null ? new Endpoint(spec, loops) : known);
    }
    TrafficSettings traffic = port.traffic();
    PortPlan plan =
        new PortPlan(
            port,
            next,
            seenFrom,
            service.admission(traffic),
            affinityTableFor(traffic.sessionAffinity(), seenFrom.hash()::of),
            tls,
            generation);
    return new Prepared(this, plan, ipv4.prepare(plan), ipv6.prepare(plan), true);
  }

  private Admission currentAdmission() {
    return ipv4.entry().current().admission();
  }

  /** The table that goes on when its shape is still right, so that a reload forgets nobody. */
  private @Nullable AffinityTable<?> affinityTableFor(
      SessionAffinity affinity, ClientTable.Hash hash) {
    return switch (affinity) {
      case SessionAffinity.None() -> null;
      case SessionAffinity.ClientIp settings -> {
        AffinityTable.Shape shape = AffinityTable.Shape.of(settings);
        yield switch (settings.scope()) {
          case SERVICE -> service.tableOf(shape, hash);
          case PORT ->
              isOwnTable && affinityTable != null && affinityTable.shape().equals(shape)
                  ? affinityTable
                  : AffinityTable.ofEndpoints(shape, hash);
        };
      }
    };
  }

  /** The endpoints that may get new connections now, of both families. */
  List<Endpoint> eligible() {
    List<Endpoint> eligible = new ArrayList<>(ipv4.entry().current().eligible());
    eligible.addAll(ipv6.entry().current().eligible());
    return eligible;
  }

  /** Whether clients keep an endpoint over all ports of the service. */
  boolean hasServiceAffinity() {
    return affinityTable != null && !isOwnTable;
  }

  private long affinityEntries() {
    return affinityTable == null ? 0 : affinityTable.size();
  }

  /** Forgets the clients of its own table whose timeout has passed. */
  void forgetExpired(long nowNanos) {
    if (affinityTable != null
        && configured != null
        && configured.traffic().sessionAffinity() instanceof SessionAffinity.ClientIp settings) {
      affinityTable.forgetExpired(settings.timeout(), nowNanos);
    }
  }

  @Nullable AffinityTable<?> affinityTable() {
    return affinityTable;
  }

  ServicePortStatistics statistics() {
    List<EndpointStatistics> byEndpoint = new ArrayList<>();
    Set<Endpoint> eligible = new HashSet<>(eligible());
    // Unix sockets are endpoints of both families.
    Set<Endpoint> all = new LinkedHashSet<>(ipv4.entry().current().endpoints());
    all.addAll(ipv6.entry().current().endpoints());
    for (Endpoint endpoint : all) {
      byEndpoint.add(
          new EndpointStatistics(
              endpoint.toString(),
              eligible.contains(endpoint),
              endpoint.inUse(),
              endpoint.connectionsActive(),
              endpoint.connectionsTotal()));
    }
    return new ServicePortStatistics(
        name,
        counters.accepted(),
        counters.active(),
        counters.bytesFromClients(),
        counters.bytesToClients(),
        counters.relayedBytes(),
        counters.retries(),
        counters.closed(),
        counters.connectFailures(),
        counters.omittedTlvs(),
        counters.udpStatistics(),
        (long) ipv4.entry().queue().length() + ipv6.entry().queue().length(),
        affinityEntries(),
        byEndpoint);
  }

  private void publish(Prepared prepared) {
    PortPlan plan = prepared.plan();
    configured = plan.port();
    if (!prepared.isChange()) {
      forgetDeparted();
      return;
    }
    instance = plan.instance();
    departed.putAll(endpoints);
    endpoints = plan.endpoints();
    departed.keySet().removeAll(endpoints.keySet());
    forgetDeparted();
    affinityTable = plan.affinityTable();
    isOwnTable =
        configured.traffic().sessionAffinity() instanceof SessionAffinity.ClientIp settings
            && settings.scope() == SessionAffinity.Scope.PORT;
    ipv4.entry().publish(prepared.forIpv4());
    ipv6.entry().publish(prepared.forIpv6());
    if (affinityTable != null && isOwnTable) {
      affinityTable.retain(eligible());
    }
  }

  private void forgetDeparted() {
    departed.values().removeIf(endpoint -> endpoint.inUse() == 0);
  }

  /**
   * Snapshots that are ready to be published.
   *
   * @param isChange false when they are those that serve already
   */
  record Prepared(
      ServicePortState state,
      PortPlan plan,
      ServiceSnapshot forIpv4,
      ServiceSnapshot forIpv6,
      boolean isChange) {

    SocketSettings sockets() {
      return plan.port().traffic().sockets();
    }

    /**
     * Whether clients of such a VIP are listened to: new ones can be served, or there may be UDP
     * sessions that go on with an endpoint that gets no new ones.
     */
    boolean isListening(boolean isIpv6Vip) {
      ServiceSnapshot snapshot = isIpv6Vip ? forIpv6 : forIpv4;
      return snapshot.isUsable()
          || (plan.port().protocol() == Protocol.UDP && !snapshot.serving().isEmpty());
    }

    /** From now on new connections are served by them. */
    void publish() {
      state.publish(this);
    }
  }
}
