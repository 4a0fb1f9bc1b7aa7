package io.sluice.core.control;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import java.util.List;
import java.util.function.Predicate;

/** Which endpoints may get new connections. */
final class Eligibility {
  private Eligibility() {}

  /**
   * The ready ones; if there is none, those that still serve though they are terminating. An
   * endpoint of weight 0 gets no new connection in either case.
   *
   * @see <a
   *     href="https://github.com/kubernetes/kubernetes/blob/master/pkg/proxy/topology.go">CategorizeEndpoints
   *     in Kubernetes</a>
   */
  static List<EndpointSpec> of(List<EndpointSpec> endpoints) {
    List<EndpointSpec> ready = weighted(endpoints, Conditions::ready);
    return ready.isEmpty()
        ? weighted(endpoints, conditions -> conditions.serving() && conditions.terminating())
        : ready;
  }

  private static List<EndpointSpec> weighted(
      List<EndpointSpec> endpoints, Predicate<Conditions> isAllowed) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.weight() > 0 && isAllowed.test(endpoint.conditions()))
        .toList();
  }
}
