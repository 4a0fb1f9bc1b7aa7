package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The table of EndpointSlices: every address, whether ready or not. */
final class EndpointSliceColumns implements Columns {
  private static final String UNSET = "<unset>";

  @Override
  public List<String> headers() {
    return List.of("NAME", "ADDRESSTYPE", "PORTS", "ENDPOINTS", "AGE");
  }

  @Override
  public int wideOnly() {
    return 0;
  }

  @Override
  public List<String> cells(JsonNode slice, Instant now) {
    ShortList ports = new ShortList();
    slice.path("ports").forEach(port -> ports.add(port(port)));
    ShortList addresses = new ShortList();
    for (JsonNode endpoint : slice.path("endpoints")) {
      endpoint.path("addresses").forEach(address -> addresses.add(address.asText("")));
    }
    return List.of(
        Columns.name(slice),
        slice.path("addressType").asText(""),
        ports.textOr(UNSET),
        addresses.textOr(UNSET),
        Columns.age(slice, now));
  }

  private static String port(JsonNode port) {
    return port.path("port").asText(port.path("name").asText("*"));
  }
}
