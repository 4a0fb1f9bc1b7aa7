package io.sluice.core.balance;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.stream.IntStream;

/** Endpoints for tests: 10.0.0.0:80, 10.0.0.1:80 and so on. */
final class Endpoints {
  private Endpoints() {}

  static List<Endpoint> of(int count) {
    return IntStream.range(0, count).mapToObj(Endpoints::endpoint).toList();
  }

  private static Endpoint endpoint(int number) {
    IpAddress address =
        IpAddress.parse("10." + (number >> 16) + "." + (number >> 8 & 255) + "." + (number & 255));
    return new Endpoint(
        new EndpointSpec(address, 80, 1, null, null, 0, Conditions.READY), /* loops= */ 1);
  }
}
