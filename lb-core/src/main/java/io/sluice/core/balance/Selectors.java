package io.sluice.core.balance;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.BalancingPolicy.LeastConnections;
import io.sluice.config.model.BalancingPolicy.Maglev;
import io.sluice.config.model.BalancingPolicy.PeakEwma;
import io.sluice.config.model.BalancingPolicy.Random;
import io.sluice.config.model.BalancingPolicy.RoundRobin;
import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Builds selectors. May take long for a large look-up table: never on an event loop. */
public final class Selectors {
  /** Up to here all endpoints are looked at for the least loaded one; above, two are drawn. */
  static final int FEW_ENDPOINTS = 8;

  private static final Selector EMPTY = new EmptySelector();

  private final BalancingPolicy policy;
  private final Rotations rotations;
  private final Randomness randomness;

  private Selectors(BalancingPolicy policy, Rotations rotations, Randomness randomness) {
    this.policy = policy;
    this.rotations = rotations;
    this.randomness = randomness;
  }

  /**
   * The selector of a policy over groups of endpoints.
   *
   * @param groups in the order in which they help each other out; none: nothing is eligible
   * @param rotations what this service port's selectors have in common
   */
  public static Selector of(
      BalancingPolicy policy, List<EndpointGroup> groups, Rotations rotations) {
    return of(policy, groups, rotations, Randomness.OF_THREAD);
  }

  static Selector of(
      BalancingPolicy policy,
      List<EndpointGroup> groups,
      Rotations rotations,
      Randomness randomness) {
    return new Selectors(policy, rotations, randomness).over(groups);
  }

  private Selector over(List<EndpointGroup> groups) {
    if (groups.isEmpty()) {
      return EMPTY;
    }
    List<Selector> selectors = new ArrayList<>(groups.size());
    for (EndpointGroup group : groups) {
      selectors.add(over(merged(group.endpoints()), rotations.ofGroup(selectors.size())));
    }
    return selectors.size() == 1
        ? selectors.getFirst()
        : new TieredSelector(groups, selectors, choiceOfGroup(), rotations.amongGroups());
  }

  private Selector over(List<WeightedEndpoint> endpoints, Rotation rotation) {
    return switch (policy) {
      case RoundRobin() -> new RoundRobinSelector(endpoints, rotation);
      case LeastConnections() ->
          endpoints.size() <= FEW_ENDPOINTS
              ? new BestOfAllSelector(endpoints, new LeastLoad(), rotation)
              : new TwoChoicesSelector(endpoints, new LeastLoad(), randomness);
      case Random() -> new RandomSelector(endpoints, randomness);
      case Maglev(int tableSize, int maxLoadPercent) ->
          maxLoadPercent == Maglev.UNBOUNDED
              ? new MaglevSelector(endpoints, tableSize)
              : new BoundedMaglevSelector(endpoints, tableSize, maxLoadPercent);
      case PeakEwma(Duration decay) -> new PeakEwmaSelector(endpoints, decay, randomness);
    };
  }

  private TieredSelector.Choice choiceOfGroup() {
    return switch (policy) {
      case Maglev(_, _) -> TieredSelector.Choice.BY_HASH;
      case RoundRobin(), LeastConnections(), Random(), PeakEwma(_) -> TieredSelector.Choice.IN_TURN;
    };
  }

  /** An endpoint that is named twice counts once, with the sum of its weights. */
  private static List<WeightedEndpoint> merged(List<WeightedEndpoint> endpoints) {
    Map<Endpoint, Integer> weights = new LinkedHashMap<>();
    for (WeightedEndpoint weighted : endpoints) {
      weights.merge(weighted.endpoint(), weighted.weight(), Integer::sum);
    }
    return weights.size() == endpoints.size()
        ? endpoints
        : weights.entrySet().stream()
            .map(entry -> new WeightedEndpoint(entry.getKey(), entry.getValue()))
            .toList();
  }
}
