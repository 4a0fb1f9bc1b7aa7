package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.core.endpoint.Endpoint;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RoundRobinSelectorTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  // A field, so that the compiler cannot prove a pick unused.
  private static volatile @Nullable Endpoint picked;

  @Test
  void noEligibleEndpointSelectsNothing() {
    assertThat(selector(List.of()).select(0)).isNull();
  }

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
    assertThat(new RoundRobinSelector(endpoints, ones(3), rotation).select(0))
        .isSameAs(endpoints.get(0));
    assertThat(new RoundRobinSelector(endpoints, ones(3), rotation).select(0))
        .isSameAs(endpoints.get(1));
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

  @Test
  void pickAllocatesNothing() {
    for (int size : new int[] {1, 10, 1_000, 10_000}) {
      Selector selector = selector(Endpoints.of(size));
      pick(selector, 20_000);
      long smallest = Long.MAX_VALUE;
      // The least of several rounds: the JVM itself allocates on this thread now and then.
      for (int round = 0; round < 5; round++) {
        long before = allocatedBytes();
        pick(selector, 10_000);
        smallest = Math.min(smallest, allocatedBytes() - before);
      }
      assertThat(smallest).as("bytes for 10 000 picks of %d endpoints", size).isZero();
      assertThat(picked).isNotNull();
    }
  }

  private static void pick(Selector selector, int times) {
    for (int i = 0; i < times; i++) {
      picked = selector.select(0);
    }
  }

  private static long allocatedBytes() {
    return THREADS.getCurrentThreadAllocatedBytes();
  }

  private static Selector selector(List<Endpoint> endpoints) {
    return new RoundRobinSelector(endpoints, ones(endpoints.size()), new Rotation());
  }

  private static int[] ones(int count) {
    int[] weights = new int[count];
    Arrays.fill(weights, 1);
    return weights;
  }
}
