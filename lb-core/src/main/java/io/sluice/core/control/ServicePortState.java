package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.core.balance.Rotation;
import io.sluice.core.balance.RoundRobinSelector;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.service.ConnectionLimits;
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
  private final int loops;
  private final Rotation rotation = new Rotation();
  private final ServiceEntry entry;

  // What the current snapshot was made from; null before the first configuration.
  private @Nullable ServicePort configured;

  // Endpoints by address:port; the same object as long as a configuration names it.
  private Map<String, Endpoint> endpoints = new HashMap<>();

  ServicePortState(ServicePortName name, int loops) {
    this.loops = loops;
    ServiceSnapshot nothing =
        new ServiceSnapshot(
            0,
            List.of(),
            List.of(),
            new RoundRobinSelector(List.of(), new int[0], rotation),
            new ConnectionLimits(1, 1, 1, 0));
    this.entry = new ServiceEntry(name, new ServicePortCounters(loops), nothing);
  }

  ServiceEntry entry() {
    return entry;
  }

  /** The snapshot of a configuration; changes nothing. */
  Prepared prepare(ServicePort port, long generation) {
    if (port.equals(configured)) {
      return new Prepared(this, port, entry.current(), endpoints);
    }
    Map<String, Endpoint> next = new HashMap<>();
    List<Endpoint> all = new ArrayList<>(port.endpoints().size());
    for (EndpointSpec spec : port.endpoints()) {
      Endpoint known = endpoints.get(spec.hostAndPort());
      Endpoint endpoint = known == null ? new Endpoint(spec, loops) : known;
      next.put(spec.hostAndPort(), endpoint);
      all.add(endpoint);
    }
    List<EndpointSpec> eligibleSpecs = Eligibility.of(port.endpoints());
    List<Endpoint> eligible = new ArrayList<>(eligibleSpecs.size());
    int[] weights = new int[eligibleSpecs.size()];
    for (int i = 0; i < weights.length; i++) {
      EndpointSpec spec = eligibleSpecs.get(i);
      weights[i] = spec.weight();
      eligible.add(next.get(spec.hostAndPort()));
    }
    ServiceSnapshot snapshot =
        new ServiceSnapshot(
            generation,
            all,
            eligible,
            new RoundRobinSelector(eligible, weights, rotation),
            ConnectionLimits.of(port.settings()));
    return new Prepared(this, port, snapshot, next);
  }

  ServicePortStatistics statistics() {
    ServiceSnapshot snapshot = entry.current();
    Set<Endpoint> eligible = new HashSet<>(snapshot.eligible());
    List<EndpointStatistics> byEndpoint =
        snapshot.endpoints().stream()
            .map(
                endpoint ->
                    new EndpointStatistics(
                        endpoint.toString(),
                        eligible.contains(endpoint),
                        endpoint.connectionsActive(),
                        endpoint.connectionsTotal()))
            .toList();
    ServicePortCounters counters = entry.counters();
    return new ServicePortStatistics(
        entry.name(),
        counters.accepted(),
        counters.active(),
        counters.bytesFromClients(),
        counters.bytesToClients(),
        counters.retries(),
        counters.closed(),
        counters.connectFailures(),
        byEndpoint);
  }

  /** A snapshot that is ready to be published. */
  record Prepared(
      ServicePortState state,
      ServicePort port,
      ServiceSnapshot snapshot,
      Map<String, Endpoint> endpoints) {
    /** From now on new connections are served by it. */
    void publish() {
      state.configured = port;
      state.endpoints = endpoints;
      state.entry.publish(snapshot);
    }
  }
}
