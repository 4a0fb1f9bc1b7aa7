package io.sluice.config;

import static io.sluice.config.Loaded.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ServicePort;
import io.sluice.config.model.TargetPort;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F48: a value is what it looks like or it is refused; nothing is bent into shape. */
final class ScalarTest {
  private static final String ENDPOINTS = "    endpoints: [127.0.0.2]\n";

  @TempDir private Path folder;

  @ParameterizedTest(name = "F48 port: {0}")
  @ValueSource(
      strings = {
        "no",
        "0123",
        "1_000",
        "1e3",
        "12:30:00",
        ".nan",
        "NaN",
        "-1",
        "0",
        "-0",
        "+80",
        "80.0",
        "0x50",
        "0o17",
        "65536",
        "9223372036854775808",
        "5 minutes",
        "''",
        "'80'",
        "true",
        "８０"
      })
  void notAPort(String value) {
    Loaded loaded =
        Loaded.text(folder, SERVICE + "    ports: [{port: " + value + "}]\n" + ENDPOINTS);

    assertThat(loaded.problems()).containsExactly("4:20 port-range");
    assertThat(loaded.result().configuration()).isNull();
  }

  @ParameterizedTest(name = "F48 port: {0}")
  @CsvSource({"1, 1", "80, 80", "65535, 65535"})
  void port(String value, int port) {
    Loaded loaded =
        Loaded.text(folder, SERVICE + "    ports: [{port: " + value + "}]\n" + ENDPOINTS);

    assertThat(loaded.service().ports().getFirst().port()).isEqualTo(port);
    assertThat(loaded.problems()).isEmpty();
  }

  @ParameterizedTest(name = "F42 F48 {0} for a port")
  @CsvSource({"~, required, 14", "null, required, 14", "[80], type, 21", "{a: 1}, type, 21"})
  void wrongKind(String value, String rule, int column) {
    Loaded loaded =
        Loaded.text(folder, SERVICE + "    ports: [ {port: " + value + "}]\n" + ENDPOINTS);

    assertThat(loaded.problems()).containsExactly("4:" + column + " " + rule);
  }

  @ParameterizedTest(name = "F48 idleTimeout: {0}")
  @CsvSource({
    "5 minutes, duration",
    "5, duration",
    "'\"\"', duration",
    "-1s, duration",
    "1e3s, duration",
    "5S, duration",
    "1s1m, duration",
    "1.5s, duration",
    "01s, duration",
    "12:30:00, duration",
    "Infinity, duration",
    "9223372036854775808s, duration",
    "0s, duration-range",
    "169h, duration-range"
  })
  void notADuration(String value, String rule) {
    Loaded loaded = Loaded.text(folder, "defaults:\n  idleTimeout: " + value + "\n");

    assertThat(loaded.problems()).containsExactly("2:16 " + rule);
  }

  @ParameterizedTest(name = "idleTimeout: {0}")
  @CsvSource({"250ms, PT0.25S", "5s, PT5S", "1m, PT1M", "3h, PT3H", "1m30s, PT1M30S"})
  void duration(String value, Duration expected) {
    String ports = "    ports: [{port: 80, idleTimeout: " + value + "}]\n";
    Loaded loaded = Loaded.text(folder, SERVICE + ports + ENDPOINTS);

    ServicePort port = loaded.service().ports().getFirst();
    assertThat(port.settings().idleTimeout()).isEqualTo(expected);
  }

  @ParameterizedTest(name = "F48 name: {0}")
  @ValueSource(strings = {"no", "0123", "1e3", "true", "off", "on", "y"})
  void textStaysAsItWasWritten(String name) {
    Loaded loaded =
        Loaded.text(
            folder,
            "services:\n  - name: "
                + name
                + "\n    vips: [127.0.0.1]\n    labels: {v: 1.10}\n"
                + "    ports: [{port: 80}]\n"
                + ENDPOINTS);

    assertThat(loaded.service().name().name()).isEqualTo(name);
    assertThat(loaded.service().labels()).containsEntry("v", "1.10");
  }

  @ParameterizedTest(name = "F48 {0}: {1}")
  @CsvSource({
    "weight, -1, integer-range",
    "weight, 10001, integer-range",
    "weight, 1.5, integer-range",
    "weight, '\"1\"', integer-range",
    "zone, '\"\"', label-value",
    "node, Node_1, name-syntax",
    "priority, 128, integer-range",
    "wieght, 1, unknown-key"
  })
  void endpointValue(String key, String value, String rule) {
    String endpoints = "    endpoints: [{address: 127.0.0.2, " + key + ": " + value + "}]\n";
    Loaded loaded = Loaded.text(folder, SERVICE + "    ports: [{port: 80}]\n" + endpoints);

    assertThat(loaded.problems()).hasSize(1).allMatch(each -> each.endsWith(" " + rule));
  }

  @Test
  void quotedTargetPortIsNoNumber() {
    Loaded loaded =
        Loaded.text(folder, SERVICE + "    ports: [{port: 80, targetPort: '81'}]\n" + ENDPOINTS);

    assertThat(loaded.problems()).containsExactly("4:36 target-port");
  }

  @Test
  void targetPortIsThePortWhereItIsAbsent() {
    Loaded loaded = Loaded.text(folder, SERVICE + "    ports: [{port: 80}]\n" + ENDPOINTS);

    assertThat(loaded.service().ports().getFirst().targetPort())
        .isEqualTo(new TargetPort.Numbered(80));
  }
}
