package io.sluice.core.balance;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.endpoint.Endpoint;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BoundedMaglevTest {
  private static final int TABLE_SIZE = 65_537;

  @Test
  void withinTheBoundTheHashDecides() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(10);
    Selector bounded = new BoundedMaglevSelector(endpoints, TABLE_SIZE, 125);
    Selector plain = new MaglevSelector(endpoints, TABLE_SIZE);
    for (int client = 0; client < 1_000; client++) {
      assertThat(bounded.select(Hashes.ofClient(client)))
          .isSameAs(plain.select(Hashes.ofClient(client)));
    }
  }

  /** One client that opens all connections: without a bound, one endpoint would have them all. */
  @Test
  void oneClientNeverLoadsAnEndpointAboveTheBound() {
    List<WeightedEndpoint> endpoints = Endpoints.weighted(1, 2, 3, 4);
    Selector selector = new BoundedMaglevSelector(endpoints, TABLE_SIZE, 120);
    for (int connections = 1; connections <= 1_000; connections++) {
      Endpoint selected = requireNonNull(selector.select(Hashes.ofClient(1)));
      selected.tryAcquire(0);
      int weight =
          endpoints.stream()
              .filter(weighted -> weighted.endpoint() == selected)
              .findFirst()
              .orElseThrow()
              .weight();
      int most = (int) Math.ceil(1.2 * connections * weight / 10 - 1e-9);
      assertThat(selected.inUse()).isLessThanOrEqualTo(most);
    }
  }

  /** With many endpoints the mean is not exact, yet what overflows goes to the same few. */
  @Test
  void manyEndpointsStayNearTheBound() {
    List<WeightedEndpoint> endpoints = Endpoints.equal(500);
    Selector selector = new BoundedMaglevSelector(endpoints, TABLE_SIZE, 125);
    for (int i = 0; i < 20_000; i++) {
      requireNonNull(selector.select(Hashes.ofClient(i % 40))).tryAcquire(0);
    }
    // The mean is 40.
    assertThat(endpoints).allMatch(weighted -> weighted.endpoint().inUse() <= 51);
  }

  @Test
  void overflowGoesTheSameWayOnEveryInstance() {
    Map<Integer, String> selected = new HashMap<>();
    for (int instance = 0; instance < 2; instance++) {
      List<WeightedEndpoint> endpoints = Endpoints.equal(10);
      Selector selector = new BoundedMaglevSelector(endpoints, TABLE_SIZE, 110);
      for (int client = 0; client < 500; client++) {
        Endpoint endpoint = requireNonNull(selector.select(Hashes.ofClient(client % 50)));
        endpoint.tryAcquire(0);
        String known = selected.putIfAbsent(client, endpoint.toString());
        assertThat(known).isIn(null, endpoint.toString());
      }
    }
  }
}
