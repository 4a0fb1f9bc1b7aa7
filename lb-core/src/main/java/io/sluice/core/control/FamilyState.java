package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Rotations;
import io.sluice.core.balance.Selectors;
import io.sluice.core.balance.SipHash;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service port as clients of one address family see it: IPv4 VIPs lead to IPv4 endpoints, IPv6
 * VIPs to IPv6 ones, never across, as Kubernetes has it. Control thread only.
 */
final class FamilyState {
  private final boolean isIpv6;
  private final Rotations rotations = new Rotations();
  private final ServiceEntry entry;

  FamilyState(boolean isIpv6, ServicePortName name, ServicePortCounters counters) {
    this.isIpv6 = isIpv6;
    ServiceSnapshot nothing =
        new ServiceSnapshot(
            0,
            List.of(),
            List.of(),
            Set.of(),
            Selectors.of(TrafficSettings.DEFAULT.balancing(), List.of(), rotations),
            new ClientHash(HashKey.DEFAULT, new SipHash(0, 0)),
            new ConnectionLimits(1, 1, 1, 1, 0),
            TrafficSettings.DEFAULT);
    this.entry = new ServiceEntry(name, counters, nothing);
  }

  ServiceEntry entry() {
    return entry;
  }

  /** What a configuration means for this family; changes nothing. */
  ServiceSnapshot prepare(
      ServicePort port, Map<String, Endpoint> endpoints, Instance instance, long generation) {
    List<EndpointSpec> specs =
        port.endpoints().stream().filter(spec -> spec.address().isIpv6() == isIpv6).toList();
    List<EndpointSpec> eligibleSpecs = Eligibility.of(specs);
    TrafficSettings traffic = port.traffic();
    Tiers tiers = new Tiers(traffic.distribution(), instance.place());
    return new ServiceSnapshot(
        generation,
        named(specs, endpoints),
        named(eligibleSpecs, endpoints),
        Set.copyOf(named(Eligibility.serving(specs, eligibleSpecs), endpoints)),
        Selectors.of(traffic.balancing(), tiers.groups(specs, eligibleSpecs, endpoints), rotations),
        new ClientHash(traffic.hashKey(), instance.hash()),
        ConnectionLimits.of(port.settings()),
        traffic);
  }

  private static List<Endpoint> named(List<EndpointSpec> specs, Map<String, Endpoint> endpoints) {
    List<Endpoint> named = new ArrayList<>(specs.size());
    for (EndpointSpec spec : specs) {
      Endpoint endpoint = endpoints.get(spec.hostAndPort());
      assert endpoint != null : "every endpoint of the port was looked up before";
      named.add(endpoint);
    }
    return named;
  }
}
