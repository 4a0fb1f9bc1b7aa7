package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.endpoint.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoundRobinSelectorTest {
  @Test
  void endpointsTakeTurns() {
    List<Endpoint> endpoints = Endpoints.of(3);
    Selector selector = selector(endpoints);
    List<Endpoint> picks = IntStream.range(0, 6).mapToObj(i -> selector.select(0)).toList();
    assertThat(picks).startsWith(endpoints.toArray(Endpoint[]::new)).hasSize(6);
    assertThat(picks.subList(3, 6)).isEqualTo(endpoints);
  }

  @Test
  void rotationGoesOnInTheNextSelector() {
    List<Endpoint> endpoints = Endpoints.of(3);
    Rotation rotation = new Rotation();
    assertThat(selector(endpoints, rotation).select(0)).isSameAs(endpoints.get(0));
    assertThat(selector(endpoints, rotation).select(0)).isSameAs(endpoints.get(1));
  }

  @Test
  void retryNeverSelectsATriedEndpoint() {
    List<Endpoint> endpoints = Endpoints.of(3);
    Selector selector = selector(endpoints);
    TriedEndpoints tried = new TriedEndpoints(endpoints.get(1));
    tried.add(endpoints.get(0));
    for (int i = 0; i < 10; i++) {
      assertThat(selector.selectOther(0, tried)).isSameAs(endpoints.get(2));
    }
    tried.add(endpoints.get(2));
    assertThat(selector.selectOther(0, tried)).isNull();
  }

  @Test
  void retriesLeaveTheRotationAlone() {
    List<Endpoint> endpoints = Endpoints.of(2);
    Selector selector = selector(endpoints);
    for (int i = 0; i < 6; i++) {
      Endpoint first = selector.select(0);
      assertThat(first).isSameAs(endpoints.get(i % 2));
      assertThat(selector.selectOther(0, new TriedEndpoints(endpoints.get(i % 2))))
          .isSameAs(endpoints.get((i + 1) % 2));
    }
  }

  @Test
  void concurrentPicksAreExactlyEven() throws Exception {
    int threads = 4;
    int picks = 30_000;
    Selector selector = selector(Endpoints.of(3));
    Map<Endpoint, Integer> counts = new ConcurrentHashMap<>();
    Callable<Boolean> picker =
        () -> {
          for (int i = 0; i < picks; i++) {
            counts.merge(selector.select(0), 1, Integer::sum);
          }
          return true;
        };
    try (ExecutorService executor = Executors.newFixedThreadPool(threads)) {
      List<Future<Boolean>> done = new ArrayList<>();
      for (int i = 0; i < threads; i++) {
        done.add(executor.submit(picker));
      }
      for (Future<Boolean> future : done) {
        future.get();
      }
    }
    assertThat(counts.values()).containsOnly(threads * picks / 3);
  }

  private static Selector selector(List<Endpoint> endpoints) {
    return selector(endpoints, new Rotation());
  }

  private static Selector selector(List<Endpoint> endpoints, Rotation rotation) {
    return new RoundRobinSelector(
        endpoints.stream().map(endpoint -> new WeightedEndpoint(endpoint, 1)).toList(), rotation);
  }
}
