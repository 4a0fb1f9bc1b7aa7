package io.sluice.core.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PeakEwmaTest {
  private static final long MILLI = 1_000_000;

  @Test
  void slowerEndpointLoses() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    Selector selector = selector(endpoints, Duration.ofMinutes(1));
    selector.onLatency(endpoints.get(0).endpoint(), 50 * MILLI);
    selector.onLatency(endpoints.get(1).endpoint(), MILLI);
    assertThat(picksOf(endpoints.get(1).endpoint(), selector)).isEqualTo(100);
  }

  @Test
  void fasterEndpointIsNotOverrun() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    Selector selector = selector(endpoints, Duration.ofHours(1));
    selector.onLatency(endpoints.get(0).endpoint(), 4 * MILLI);
    selector.onLatency(endpoints.get(1).endpoint(), MILLI);
    for (int i = 0; i < 1_000; i++) {
      requireNonNull(selector.select(0)).tryAcquire(0);
    }
    // Latency times load is equal at 200 and 800.
    assertThat(endpoints.get(0).endpoint().inUse()).isBetween(195, 205);
  }

  /** Below the floor latencies are equal, whatever the clock says. */
  @Test
  void microsecondsDoNotDecide() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    Selector selector = selector(endpoints, Duration.ofMinutes(1));
    selector.onLatency(endpoints.get(0).endpoint(), 300_000);
    selector.onLatency(endpoints.get(1).endpoint(), 30_000);
    assertThat(picksOf(endpoints.get(0).endpoint(), selector)).isBetween(30, 70);
  }

  @Test
  void unknownEndpointGetsOneConnectionAndNoHerd() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    Endpoint unknown = endpoints.get(0).endpoint();
    Selector selector = selector(endpoints, Duration.ofMinutes(1));
    selector.onLatency(endpoints.get(1).endpoint(), 20 * MILLI);
    assertThat(selector.select(0)).isSameAs(unknown);
    unknown.tryAcquire(0);
    assertThat(picksOf(unknown, selector)).isZero();
    selector.onLatency(unknown, MILLI);
    assertThat(picksOf(unknown, selector)).isEqualTo(100);
  }

  @Test
  void failureCountsAsSlowHoweverFastItCame() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    Selector selector = selector(endpoints, Duration.ofMinutes(1));
    selector.onLatency(endpoints.get(0).endpoint(), Selector.FAILURE_NANOS);
    selector.onLatency(endpoints.get(1).endpoint(), 100 * MILLI);
    assertThat(picksOf(endpoints.get(0).endpoint(), selector)).isZero();
  }

  @Test
  void slowEndpointIsForgiven() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(2);
    // A decay so short that it has passed before the first pick.
    Selector selector = selector(endpoints, Duration.ofNanos(1));
    selector.onLatency(endpoints.get(0).endpoint(), 50 * MILLI);
    selector.onLatency(endpoints.get(1).endpoint(), MILLI);
    long recorded = System.nanoTime();
    while (System.nanoTime() - recorded < 4 * MILLI) {
      Thread.onSpinWait();
    }
    assertThat(picksOf(endpoints.get(0).endpoint(), selector)).isBetween(30, 70);
  }

  private static int picksOf(Endpoint endpoint, Selector selector) {
    int picks = 0;
    for (int i = 0; i < 100; i++) {
      picks += selector.select(0) == endpoint ? 1 : 0;
    }
    return picks;
  }

  private static Selector selector(List<WeightedEndpoint> endpoints, Duration decay) {
    return new PeakEwmaSelector(endpoints, decay, new SplittableRandom(1)::nextLong);
  }
}
