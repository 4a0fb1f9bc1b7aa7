package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ServicePort;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code port: 8000-8099} is that many service ports. */
final class PortRangeTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 8000-8002                             | 8000:8000:8000 8001:8001:8001 8002:8002:8002
          name: a, port: 8000-8001                    | a-8000:8000:8000 a-8001:8001:8001
          name: a, port: 8000-8001, targetPort: 9000  | a-8000:8000:9000 a-8001:8001:9001
          name: a, port: 8000-8000, targetPort: 9000  | a:8000:9000
          port: 65534-65535                           | 65534:65534:65534 65535:65535:65535
          """)
  void rangeIsThatManyServicePorts(String port, String expected) {
    Loaded loaded = load(port, "10.1.0.1");

    assertThat(loaded.problems()).isEmpty();
    assertThat(shown(loaded)).containsExactly(expected.split(" "));
  }

  @Test
  void namedTargetPortIsTheSameForAll() {
    Loaded loaded =
        load("port: 8000-8001, targetPort: x", "{address: 10.1.0.1, ports: {x: 9, 8001: 7}}");

    assertThat(shown(loaded)).containsExactly("8000:8000:x", "8001:8001:x");
    assertThat(loaded.service().ports().get(1).endpoints().getFirst().port()).isEqualTo(9);
  }

  @Test
  void endpointMayHaveANumberOfItsOwn() {
    List<ServicePort> ports =
        load("name: a, port: 8000-8001", "{address: 10.1.0.1, ports: {a-8001: 7}}")
            .service()
            .ports();

    assertThat(ports.get(0).endpoints().getFirst().port()).isEqualTo(8000);
    assertThat(ports.get(1).endpoints().getFirst().port()).isEqualTo(7);
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          port: 8001-8000                              | port-range
          port: 0-10                                   | port-range
          port: 65535-65536                            | port-range
          port: 08-09                                  | port-range
          port: 8000-                                  | port-range
          port: 8000-9024                              | port-range
          port: 65000-65001, targetPort: 65535         | target-port
          """)
  void mistakeIsAnError(String port, String rule) {
    assertThat(load(port, "10.1.0.1").errors()).hasSize(1).allMatch(each -> each.endsWith(rule));
  }

  @Test
  void rangeHasAtMost1024Ports() {
    assertThat(load("port: 8000-9023", "10.1.0.1").service().ports()).hasSize(1024);
    assertThat(load("port: 8000-9024", "10.1.0.1").result().problems().getFirst().message())
        .isEqualTo("1025 ports are too many for a range; use at most 1024");
  }

  @Test
  void namesOfPortsStayLabels() {
    String name = "a".repeat(57);

    assertThat(load("port: 10000-10001, name: " + name, "10.1.0.1").problems()).isEmpty();
    assertThat(load("port: 10000-10001, name: a" + name, "10.1.0.1").errors())
        .containsExactly("4:39 name-syntax");
  }

  @Test
  void overlapIsSaidOnceForARange() {
    Loaded loaded =
        Loaded.text(
            folder,
            Loaded.SERVICE
                + "    ports: [{name: a, port: 1-9}, {name: b, port: 5-9}]\n"
                + "    endpoints: [10.1.0.1]\n");

    assertThat(loaded.errors()).containsExactly("4:51 port-duplicate");
  }

  @Test
  void conflictPointsAtTheRange() {
    String other =
        "  - {name: b, vips: [127.0.0.1], ports: [{port: 1-9}], endpoints: [10.1.0.1]}\n";
    Loaded loaded =
        Loaded.text(
            folder,
            Loaded.SERVICE
                + "    ports: [{name: a, port: 5}]\n    endpoints: [10.1.0.1]\n"
                + other);

    assertThat(loaded.errors()).containsExactly("6:42 vip-conflict");
  }

  private static List<String> shown(Loaded loaded) {
    return loaded.service().ports().stream()
        .map(port -> port.name() + ":" + port.port() + ":" + port.targetPort())
        .toList();
  }

  private Loaded load(String port, String endpoint) {
    return Loaded.text(
        folder,
        Loaded.SERVICE + "    ports: [{" + port + "}]\n    endpoints: [" + endpoint + "]\n");
  }
}
