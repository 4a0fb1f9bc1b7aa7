package io.sluice.core.control;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Rotations;
import io.sluice.core.balance.Selectors;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A service port as clients of one address family see it: IPv4 VIPs lead to IPv4 endpoints, IPv6
 * VIPs to IPv6 ones, never across, as Kubernetes has it; and both to unix sockets. Control thread
 * only.
 */
final class FamilyState {
  private final boolean isIpv6;
  private final Rotations rotations = new Rotations();
  private final ServiceEntry entry;

  FamilyState(boolean isIpv6, ServiceEntry entry) {
    this.isIpv6 = isIpv6;
    this.entry = entry;
  }

  ServiceEntry entry() {
    return entry;
  }

  /** What a configuration means for this family; changes nothing. */
  ServiceSnapshot prepare(PortPlan plan) {
    ServicePort port = plan.port();
    Map<String, Endpoint> endpoints = plan.endpoints();
    List<EndpointSpec> specs =
        port.endpoints().stream().filter(spec -> spec.address().isFor(isIpv6)).toList();
    List<EndpointSpec> eligibleSpecs = Eligibility.of(specs);
    List<Endpoint> eligible = named(eligibleSpecs, endpoints);
    TrafficSettings traffic = port.traffic();
    Instance instance = plan.instance();
    Tiers tiers = new Tiers(traffic.distribution(), instance.place());
    return new ServiceSnapshot(
        plan.generation(),
        named(specs, endpoints),
        eligible,
        Set.copyOf(named(Eligibility.serving(specs, eligibleSpecs), endpoints)),
        Selectors.of(traffic.balancing(), tiers.groups(specs, eligibleSpecs, endpoints), rotations),
        new ClientHash(traffic.hashKey(), instance.hash()),
        ConnectionLimits.of(port.settings()),
        traffic,
        plan.admission(),
        plan.affinityOver(eligible),
        plan.tls().forFamily(isIpv6));
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
