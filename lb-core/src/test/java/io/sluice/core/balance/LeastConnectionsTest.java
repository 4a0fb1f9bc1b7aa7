package io.sluice.core.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.core.endpoint.Endpoint;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LeastConnectionsTest {
  @Test
  void leastLoadedOfAFewIsSelected() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(8);
    endpoints.stream().limit(7).forEach(busy -> busy.endpoint().tryAcquire(0));
    Selector selector = selector(endpoints);
    for (int i = 0; i < 20; i++) {
      assertThat(selector.select(0)).isSameAs(endpoints.get(7).endpoint());
    }
  }

  @Test
  void loadIsMeasuredByWeight() {
    List<WeightedEndpoint> endpoints = Endpoints.weighted(1, 4);
    Selector selector = selector(endpoints);
    for (int i = 0; i < 100; i++) {
      requireNonNull(selector.select(0)).tryAcquire(0);
    }
    assertThat(endpoints.get(0).endpoint().inUse()).isEqualTo(20);
    assertThat(endpoints.get(1).endpoint().inUse()).isEqualTo(80);
  }

  @Test
  void equallyLoadedEndpointsTakeTurns() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(5);
    Selector selector = selector(endpoints);
    Set<Endpoint> selected = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      selected.add(requireNonNull(selector.select(0)));
    }
    assertThat(selected).hasSize(5);
  }

  /** Of n endpoints one is never in a pair with itself: the most loaded one always loses. */
  @Test
  void mostLoadedOfManyIsNeverSelected() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(9);
    Endpoint loaded = endpoints.get(4).endpoint();
    loaded.tryAcquire(0);
    Selector selector = selector(endpoints);
    for (int i = 0; i < 10_000; i++) {
      assertThat(selector.select(0) != loaded).isTrue();
    }
  }

  /** Two choices keep the fullest endpoint within a few connections of the mean. */
  @Test
  void loadOfManyStaysEven() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(1_000);
    Selector selector = selector(endpoints);
    for (int i = 0; i < 100_000; i++) {
      requireNonNull(selector.select(0)).tryAcquire(0);
    }
    assertThat(endpoints)
        .allMatch(
            weighted -> weighted.endpoint().inUse() > 92 && weighted.endpoint().inUse() < 105);
  }

  @Test
  void retryGoesToTheLeastLoadedOfTheRest() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(3);
    endpoints.get(1).endpoint().tryAcquire(0);
    TriedEndpoints tried = new TriedEndpoints(endpoints.get(0).endpoint());
    for (int i = 0; i < 5; i++) {
      assertThat(selector(endpoints).selectOther(0, tried)).isSameAs(endpoints.get(2).endpoint());
    }
  }

  private static Selector selector(List<WeightedEndpoint> endpoints) {
    return Selectors.of(
        new BalancingPolicy.LeastConnections(),
        List.of(new EndpointGroup(endpoints, EndpointGroup.WHOLE)),
        new Rotations(),
        new SplittableRandom(1)::nextLong);
  }
}
