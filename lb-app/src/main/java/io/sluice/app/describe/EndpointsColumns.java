package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The table of Endpoints objects. */
final class EndpointsColumns implements Columns {
  @Override
  public List<String> headers() {
    return List.of("NAME", "ENDPOINTS", "AGE");
  }

  @Override
  public int wideOnly() {
    return 0;
  }

  @Override
  public List<String> cells(JsonNode endpoints, Instant now) {
    return List.of(
        Columns.name(endpoints), addresses(endpoints.path("subsets")), Columns.age(endpoints, now));
  }

  private static String addresses(JsonNode subsets) {
    if (subsets.isEmpty()) {
      return "<none>";
    }
    ShortList shown = new ShortList();
    for (JsonNode subset : subsets) {
      if (subset.path("ports").isEmpty()) {
        subset.path("addresses").forEach(address -> shown.add(ip(address)));
      }
      for (JsonNode port : subset.path("ports")) {
        for (JsonNode address : subset.path("addresses")) {
          shown.add(HostPort.joined(ip(address), port.path("port").asInt()));
        }
      }
    }
    return shown.text();
  }

  private static String ip(JsonNode address) {
    return address.path("ip").asText("");
  }
}
