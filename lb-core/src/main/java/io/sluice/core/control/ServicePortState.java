package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the control thread keeps of a service port from one configuration to the next. */
final class ServicePortState {
  private final ServicePortName name;
  private final int loops;
  private final ServicePortCounters counters;
  private final FamilyState ipv4;
  private final FamilyState ipv6;

  // What the current snapshots were made from; null before the first configuration.
  private @Nullable ServicePort configured;
  private @Nullable Instance instance;

  // Endpoints by address:port; the same object as long as a configuration names it.
  private Map<String, Endpoint> endpoints = new HashMap<>();

  ServicePortState(ServicePortName name, int loops) {
    this.name = name;
    this.loops = loops;
    this.counters =
        name.protocol() == Protocol.UDP
            ? ServicePortCounters.ofUdp(loops)
            : new ServicePortCounters(loops);
    this.ipv4 = new FamilyState(false, name, counters);
    this.ipv6 = new FamilyState(true, name, counters);
  }

  /** What serves the clients of a VIP. */
  ServiceEntry entryFor(boolean isIpv6Vip) {
    return isIpv6Vip ? ipv6.entry() : ipv4.entry();
  }

  /** Connections and UDP sessions now. */
  long active() {
    return counters.active() + counters.udpStatistics().sessionsActive();
  }

  /** The snapshots of a configuration; changes nothing. */
  Prepared prepare(ServicePort port, Instance seenFrom, long generation) {
    if (port.equals(configured) && seenFrom.equals(instance)) {
      return new Prepared(
          this, port, seenFrom, endpoints, ipv4.entry().current(), ipv6.entry().current());
    }
    Map<String, Endpoint> next = new HashMap<>();
    for (EndpointSpec spec : port.endpoints()) {
      Endpoint known = endpoints.get(spec.hostAndPort());
      next.put(spec.hostAndPort(), known == null ? new Endpoint(spec, loops) : known);
    }
    return new Prepared(
        this,
        port,
        seenFrom,
        next,
        ipv4.prepare(port, next, seenFrom, generation),
        ipv6.prepare(port, next, seenFrom, generation));
  }

  ServicePortStatistics statistics() {
    List<EndpointStatistics> byEndpoint = new ArrayList<>();
    addStatistics(ipv4.entry().current(), byEndpoint);
    addStatistics(ipv6.entry().current(), byEndpoint);
    return new ServicePortStatistics(
        name,
        counters.accepted(),
        counters.active(),
        counters.bytesFromClients(),
        counters.bytesToClients(),
        counters.retries(),
        counters.closed(),
        counters.connectFailures(),
        counters.udpStatistics(),
        byEndpoint);
  }

  private static void addStatistics(ServiceSnapshot snapshot, List<EndpointStatistics> to) {
    Set<Endpoint> eligible = new HashSet<>(snapshot.eligible());
    for (Endpoint endpoint : snapshot.endpoints()) {
      to.add(
          new EndpointStatistics(
              endpoint.toString(),
              eligible.contains(endpoint),
              endpoint.connectionsActive(),
              endpoint.connectionsTotal()));
    }
  }

  /** Snapshots that are ready to be published. */
  record Prepared(
      ServicePortState state,
      ServicePort port,
      Instance instance,
      Map<String, Endpoint> endpoints,
      ServiceSnapshot forIpv4,
      ServiceSnapshot forIpv6) {

    /**
     * Whether clients of such a VIP are listened to: new ones can be served, or there may be UDP
     * sessions that go on with an endpoint that gets no new ones.
     */
    boolean isListening(boolean isIpv6Vip) {
      ServiceSnapshot snapshot = isIpv6Vip ? forIpv6 : forIpv4;
      return snapshot.isUsable()
          || (port.protocol() == Protocol.UDP && !snapshot.serving().isEmpty());
    }

    /** From now on new connections are served by them. */
    void publish() {
      state.configured = port;
      state.instance = instance;
      state.endpoints = endpoints;
      state.ipv4.entry().publish(forIpv4);
      state.ipv6.entry().publish(forIpv6);
    }
  }
}
