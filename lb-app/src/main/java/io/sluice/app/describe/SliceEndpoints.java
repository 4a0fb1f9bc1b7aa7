package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** The {@code Endpoints:} row of a described service port, from its EndpointSlices. */
final class SliceEndpoints {
  private SliceEndpoints() {}

  /**
   * The ready endpoints of a service port.
   *
   * @param slices of one service, in the order of their names
   * @param portName of the service port; the protocol is not compared, as in kubectl
   */
  static String text(List<JsonNode> slices, String portName) {
    if (slices.isEmpty()) {
      return "<none>";
    }
    ShortList endpoints = new ShortList();
    for (JsonNode slice : slices) {
      if (slice.path("ports").isEmpty()) {
        for (JsonNode endpoint : slice.path("endpoints")) {
          endpoints.cutIfFull();
          if (isReady(endpoint)) {
            endpoints.add(address(endpoint));
          }
        }
      }
      for (JsonNode port : slice.path("ports")) {
        if (port.path("name").asText("").equals(portName)) {
          addEndpoints(slice, port.path("port").asInt(), endpoints);
        }
      }
    }
    return endpoints.text();
  }

  private static void addEndpoints(JsonNode slice, int port, ShortList endpoints) {
    for (JsonNode endpoint : slice.path("endpoints")) {
      endpoints.cutIfFull();
      if (isReady(endpoint)) {
        endpoints.add(HostPort.joined(address(endpoint), port));
      }
    }
  }

  private static String address(JsonNode endpoint) {
    return endpoint.path("addresses").path(0).asText("");
  }

  private static boolean isReady(JsonNode endpoint) {
    return endpoint.path("conditions").path("ready").asBoolean(true);
  }
}
