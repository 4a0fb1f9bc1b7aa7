package io.sluice.core.affinity;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.stream.IntStream;

/** Endpoints for tests: 10.0.0.1, 10.0.0.2 and so on. */
public final class SampleEndpoints {
  private SampleEndpoints() {}

  /** That many, each with one event loop's counters. */
  public static List<Endpoint> of(int count) {
    return IntStream.rangeClosed(1, count).mapToObj(i -> new Endpoint(spec(i, 80), 1)).toList();
  }

  /** Ready, of weight 1. */
  public static EndpointSpec spec(int number, int port) {
    IpAddress address = IpAddress.parse("10.0." + (number >> 8) + "." + (number & 255));
    return new EndpointSpec(address, port, 1, null, null, 0, Conditions.READY);
  }
}
