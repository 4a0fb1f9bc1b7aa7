package io.sluice.core.balance;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Every policy's selector, over one group of endpoints and over two. */
enum SelectorCase {
  ROUND_ROBIN(new BalancingPolicy.RoundRobin()),
  ROUND_ROBIN_IN_TIERS(new BalancingPolicy.RoundRobin()),
  LEAST_CONNECTIONS(new BalancingPolicy.LeastConnections()),
  LEAST_CONNECTIONS_IN_TIERS(new BalancingPolicy.LeastConnections()),
  RANDOM(new BalancingPolicy.Random()),
  RANDOM_IN_TIERS(new BalancingPolicy.Random()),
  MAGLEV(maglev(BalancingPolicy.Maglev.UNBOUNDED)),
  MAGLEV_IN_TIERS(maglev(BalancingPolicy.Maglev.UNBOUNDED)),
  BOUNDED_MAGLEV(maglev(125)),
  BOUNDED_MAGLEV_IN_TIERS(maglev(125)),
  PEAK_EWMA(new BalancingPolicy.PeakEwma(Duration.ofSeconds(10))),
  PEAK_EWMA_IN_TIERS(new BalancingPolicy.PeakEwma(Duration.ofSeconds(10)));

  /** Large, because small tables round the shares of thousands of endpoints. */
  private static final int LARGE_TABLE = 524_287;

  private static final long SEED = 20_261_123;

  @SuppressWarnings("ImmutableEnumChecker") // every policy is a record of values
  private final BalancingPolicy policy;

  SelectorCase(BalancingPolicy policy) {
    this.policy = policy;
  }

  private static BalancingPolicy maglev(int maxLoadPercent) {
    return new BalancingPolicy.Maglev(65_537, maxLoadPercent);
  }

  /** A selector whose draws are the same in every run. */
  Selector over(List<WeightedEndpoint> endpoints) {
    return over(endpoints, new SplittableRandom(SEED)::nextLong);
  }

  /** A selector that may be asked by several threads. */
  Selector overWithThreadsRandomness(List<WeightedEndpoint> endpoints) {
    return over(endpoints, Randomness.OF_THREAD);
  }

  private Selector over(List<WeightedEndpoint> endpoints, Randomness randomness) {
    return Selectors.of(
        policyFor(endpoints.size()), groups(endpoints), new Rotations(), randomness);
  }

  /** A picked endpoint keeps its connection where the policy goes by that. */
  void hold(Endpoint picked) {
    switch (policy) {
      case BalancingPolicy.LeastConnections(), BalancingPolicy.PeakEwma(_) -> {
        picked.tryAcquire(0);
        picked.latency().record(1_000, System.nanoTime(), 1);
      }
      case BalancingPolicy.RoundRobin(),
          BalancingPolicy.Random(),
          BalancingPolicy.Maglev(_, _) -> {}
    }
  }

  private BalancingPolicy policyFor(int endpoints) {
    return policy instanceof BalancingPolicy.Maglev(_, int maxLoadPercent) && endpoints > 1_000
        ? new BalancingPolicy.Maglev(LARGE_TABLE, maxLoadPercent)
        : policy;
  }

  /** One group, or two whose shares are those of their weights. */
  private List<EndpointGroup> groups(List<WeightedEndpoint> endpoints) {
    if (endpoints.isEmpty()) {
      return List.of();
    }
    int half = endpoints.size() / 2;
    if (half == 0 || !name().endsWith("_IN_TIERS")) {
      return List.of(new EndpointGroup(endpoints, EndpointGroup.WHOLE));
    }
    List<WeightedEndpoint> near = endpoints.subList(0, half);
    List<WeightedEndpoint> far = endpoints.subList(half, endpoints.size());
    int share = (int) Math.round((double) EndpointGroup.WHOLE * weight(near) / weight(endpoints));
    return List.of(
        new EndpointGroup(near, share), new EndpointGroup(far, EndpointGroup.WHOLE - share));
  }

  private static int weight(List<WeightedEndpoint> endpoints) {
    return endpoints.stream().mapToInt(WeightedEndpoint::weight).sum();
  }
}
