package io.sluice.core.control;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  /**
   * The endpoints that UDP sessions may stay with: those that serve, whatever their weight, also
   * while they terminate; and of course those that get new ones.
   */
  static List<EndpointSpec> serving(List<EndpointSpec> endpoints, List<EndpointSpec> eligible) {
    Set<EndpointSpec> alsoEligible = new HashSet<>(eligible);
    return endpoints.stream()
        .filter(spec -> spec.conditions().serving() || alsoEligible.contains(spec))
        .toList();
  }

  /**
   * The endpoints that would be eligible if nothing was amiss: those whose absence is a loss. One
   * that terminates leaves on purpose, and one of weight 0 was taken out.
   */
  static List<EndpointSpec> expected(List<EndpointSpec> endpoints, List<EndpointSpec> eligible) {
    boolean isFallback = eligible.stream().noneMatch(spec -> spec.conditions().ready());
    return isFallback ? eligible : weighted(endpoints, Eligibility::isExpected);
  }

  private static boolean isExpected(Conditions conditions) {
    return conditions.ready() || !conditions.terminating();
  }

  private static List<EndpointSpec> weighted(
      List<EndpointSpec> endpoints, Predicate<Conditions> isAllowed) {
    return endpoints.stream()
        .filter(endpoint -> endpoint.weight() > 0 && isAllowed.test(endpoint.conditions()))
        .toList();
  }
}
