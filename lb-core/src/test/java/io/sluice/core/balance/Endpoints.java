package io.sluice.core.balance;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.endpoint.Endpoint;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/** Endpoints for tests: 10.0.0.0:80, 10.0.0.1:80 and so on. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> of(int count) {
    return IntStream.range(0, count).mapToObj(Endpoints::endpoint).toList();
  }

  /** Of weight 1 each. */
  static List<WeightedEndpoint> equal(int count) {
    int[] weights = new int[count];
    Arrays.fill(weights, 1);
    return weighted(weights);
  }

  static List<WeightedEndpoint> weighted(int... weights) {
    return IntStream.range(0, weights.length)
        .mapToObj(i -> new WeightedEndpoint(endpoint(i), weights[i]))
        .toList();
  }

  static List<Endpoint> plain(List<WeightedEndpoint> endpoints) {
    return endpoints.stream().map(WeightedEndpoint::endpoint).toList();
  }

  static Endpoint endpoint(int number) {
    IpAddress address =
        IpAddress.parse("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255));
    return new Endpoint(
        new EndpointSpec(address, 80, 1, null, null, 0, Conditions.READY), /* loops= */ 1);
  }
}
