package io.sluice.app.describe;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConnectionColumnsTest {
  private static final Instant NOW = Instant.parse("2026-11-02T12:00:00Z");

  private static List<JsonNode> connections() throws JsonProcessingException {
    ObjectMapper mapper = new ObjectMapper();
    return List.of(
        mapper.readTree(
            """
            {"metadata": {"name": "192.0.2.7:40112", "namespace": "default",
              "creationTimestamp": "2026-11-02T11:59:57Z"},
             "spec": {"service": "web", "port": "http", "client": "192.0.2.7:40112",
              "vip": "10.96.0.1:80", "endpoint": "10.0.0.1:8080"},
             "status": {"state": "Relaying",
              "fromClient": {"bytes": 700, "path": "copy", "reason": "messages"},
              "fromEndpoint": {"bytes": 85000000, "path": "splice", "reason": "stream"}}}
            """),
        mapper.readTree(
            """
            {"metadata": {"name": "unix", "namespace": "shop",
              "creationTimestamp": "2026-11-02T11:55:00Z"},
             "spec": {"service": "cart", "port": "", "client": "unix", "vip": "", "endpoint": ""},
             "status": {"state": "Opening",
              "fromClient": {"bytes": 0, "path": "copy", "reason": "undecided"},
              "fromEndpoint": {"bytes": 0, "path": "copy", "reason": "undecided"}}}
            """));
  }

  @Test
  void wideTableTellsTheReasons() throws JsonProcessingException {
    Listing listing = new Listing.AllNamespaces(Resource.CONNECTIONS, connections());
    assertThat(Printer.print(listing, new OutputFormat.Wide(), NOW))
        .isEqualTo(
            """
            NAMESPACE   SERVICE    CLIENT            ENDPOINT        STATE      AGE   \
            IN    OUT    PATH          VIP            REASON
            default     web:http   192.0.2.7:40112   10.0.0.1:8080   Relaying   3s    \
            700   81Mi   copy/splice   10.96.0.1:80   messages/stream
            shop        cart       unix              <none>          Opening    5m    0   \
              0      copy          <none>         undecided
            """);
  }

  @Test
  void narrowTableEndsWithThePath() throws JsonProcessingException {
    Listing listing = new Listing.Several(Resource.CONNECTIONS, connections());
    assertThat(Printer.print(listing, new OutputFormat.Table(), NOW))
        .startsWith("SERVICE ")
        .contains("PATH\n")
        .doesNotContain("VIP", "stream");
    assertThat(Printer.print(listing, new OutputFormat.Name(), NOW))
        .startsWith("connection.sluice.io/192.0.2.7:40112\n");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "10239, 10239",
    "10240, 10Ki",
    "10485759, 10239Ki",
    "10485760, 10Mi",
    "9223372036854775807, 8191Pi"
  })
  void bytesAreRoundedDown(long bytes, String text) {
    assertThat(ByteCount.text(bytes)).isEqualTo(text);
  }
}
