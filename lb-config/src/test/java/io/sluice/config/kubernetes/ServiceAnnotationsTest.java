package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ConnectionSettings;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ServiceAnnotationsTest {
  private static Reading read(String annotations) {
    return Reading.of(
        Yaml.service("web", "{clusterIP: 10.0.0.1, ports: [{port: 80}]}")
            .replace("{name: web}", "{name: web, annotations: " + annotations + "}"));
  }

  private static ConnectionSettings settings(Reading reading) {
    return reading.service("web").ports().getFirst().settings();
  }

  @Test
  void annotationsAreTheNativeKeysInKebabCase() {
    Reading reading =
        read(
            """
            {sluice.io/connect-timeout: 250ms, sluice.io/idle-timeout: 2h,
             sluice.io/half-closed-timeout: 5s, sluice.io/udp-idle-timeout: 1m30s,
             sluice.io/retries: '0', sluice.io/balancing: RoundRobin, other.io/retries: many}
            """
                .strip()
                .replace("\n", " "));
    assertThat(reading.problems()).isEmpty();
    assertThat(settings(reading))
        .isEqualTo(
            new ConnectionSettings(
                Duration.ofMillis(250),
                Duration.ofHours(2),
                Duration.ofSeconds(5),
                Duration.ofSeconds(90),
                0));
  }

  @Test
  void absentAnnotationsHaveTheDefaults() {
    assertThat(settings(read("{}"))).isEqualTo(ConnectionSettings.DEFAULT);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "duration       | {sluice.io/idle-timeout: 5 minutes}",
        "duration-range | {sluice.io/idle-timeout: 0s}",
        "duration-range | {sluice.io/idle-timeout: 169h}",
        "integer-range  | {sluice.io/retries: '101'}",
        "type           | {sluice.io/retries: 3}",
        "choice         | {sluice.io/balancing: roundrobin}",
        "integer-range  | {sluice.io/max-connections: '0'}",
        "unknown-key    | {sluice.io/idle-timeuot: 5s}",
      })
  void mistakeInAnAnnotationIsAnError(String rule, String annotations) {
    assertThat(read(annotations).errorRules()).containsExactly(rule);
  }

  @Test
  void unknownAnnotationIsToldWithTheNearest() {
    assertThat(read("{sluice.io/idle-timeuot: 5s}").problems().getFirst().message())
        .contains("did you mean sluice.io/idle-timeout?");
  }
}
