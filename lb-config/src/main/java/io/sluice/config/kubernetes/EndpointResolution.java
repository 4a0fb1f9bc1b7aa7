package io.sluice.config.kubernetes;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Joins a service's ports to its slices, by port name and protocol and never by number. */
final class EndpointResolution {
  private static final Comparator<EndpointSpec> ORDER =
      Comparator.comparing(EndpointSpec::address, EndpointAddress.ORDER);
  private static final Comparator<EndpointSliceManifest> BY_NAME =
      Comparator.comparing(slice -> slice.metadata().name());

  private EndpointResolution() {}

  /**
   * The endpoints of one service port: unique by address and port, sorted.
   *
   * @param slices of the service; their order does not matter, since where two of them differ about
   *     an endpoint the one with the later name wins
   * @param families of the service's VIPs; traffic never crosses from one family to the other
   */
  static List<EndpointSpec> endpoints(
      String portName,
      Protocol protocol,
      List<EndpointSliceManifest> slices,
      Set<IpFamily> families) {
    Map<AddressAndPort, EndpointSpec> merged = new HashMap<>();
    for (EndpointSliceManifest slice : slices.stream().sorted(BY_NAME).toList()) {
      if (slice.family() != null && families.contains(slice.family())) {
        for (SlicePort port : slice.ports()) {
          if (port.name().equals(portName) && port.protocol() == protocol) {
            merge(slice, port.number(), merged);
          }
        }
      }
    }
    List<EndpointSpec> endpoints = new ArrayList<>(merged.values());
    endpoints.sort(ORDER);
    return endpoints;
  }

  /** An endpoint that moves between slices is in both for a moment; the living entry wins. */
  private static void merge(
      EndpointSliceManifest slice, int port, Map<AddressAndPort, EndpointSpec> merged) {
    for (SliceEndpoint endpoint : slice.endpoints()) {
      AddressAndPort key = new AddressAndPort(endpoint.address(), port);
      if (!endpoint.conditions().terminating() || !merged.containsKey(key)) {
        merged.put(key, spec(endpoint, port));
      }
    }
  }

  private static EndpointSpec spec(SliceEndpoint endpoint, int port) {
    return new EndpointSpec(
        endpoint.address(), port, 1, endpoint.zone(), endpoint.node(), 0, endpoint.conditions());
  }

  private record AddressAndPort(IpAddress address, int port) {}
}
