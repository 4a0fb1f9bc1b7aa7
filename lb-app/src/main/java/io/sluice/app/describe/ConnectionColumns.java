package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.List;

/** The table of live connections, which kubectl does not have. */
final class ConnectionColumns implements Columns {
  @Override
  public List<String> headers() {
    return List.of(
        "SERVICE", "CLIENT", "ENDPOINT", "STATE", "AGE", "IN", "OUT", "PATH", "VIP", "REASON");
  }

  @Override
  public int wideOnly() {
    return 2;
  }

  @Override
  public List<String> cells(JsonNode connection, Instant now) {
    JsonNode spec = connection.path("spec");
    JsonNode status = connection.path("status");
    return List.of(
        service(spec),
        orNone(spec.path("client")),
        orNone(spec.path("endpoint")),
        orNone(status.path("state")),
        Columns.age(connection, now),
        ByteCount.text(status.path("fromClient").path("bytes").asLong()),
        ByteCount.text(status.path("fromEndpoint").path("bytes").asLong()),
        both(status, "path"),
        orNone(spec.path("vip")),
        both(status, "reason"));
  }

  private static String service(JsonNode spec) {
    String port = spec.path("port").asText("");
    String service = spec.path("service").asText("");
    return port.isEmpty() ? service : service + ":" + port;
  }

  /** Of the client's direction and of the endpoint's; once where they agree. */
  private static String both(JsonNode status, String field) {
    String fromClient = orNone(status.path("fromClient").path(field));
    String fromEndpoint = orNone(status.path("fromEndpoint").path(field));
    return fromClient.equals(fromEndpoint) ? fromClient : fromClient + "/" + fromEndpoint;
  }

  private static String orNone(JsonNode text) {
    String value = text.asText("");
    return value.isEmpty() ? "<none>" : value;
  }
}
