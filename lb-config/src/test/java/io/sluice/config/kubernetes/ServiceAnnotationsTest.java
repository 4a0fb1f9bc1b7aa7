package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Problem;
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

  private static TrafficSettings traffic(Reading reading) {
    return reading.service("web").ports().getFirst().traffic();
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
  void structuredValuesAreYaml() {
    Reading reading =
        read(
            """
            {sluice.io/proxy-protocol: "{accept: V2, trusted: [10.0.0.0/8]}",
             sluice.io/balancing: Maglev, sluice.io/balancing-config: "{tableSize: 251}",
             sluice.io/denied-source-ranges: "[192.0.2.0/24]", sluice.io/max-connections: '9',
             sluice.io/queue: "{size: 3}", sluice.io/byte-rate: 1MiB,
             sluice.io/listening: "{freebind: true}", sluice.io/source-address: Client,
             sluice.io/udp-responses: '0', sluice.io/traffic-distribution: Any}
            """
                .strip()
                .replace("\n", " "));
    assertThat(reading.problems()).isEmpty();
    TrafficSettings traffic = traffic(reading);
    assertThat(traffic.proxyProtocol().accept()).isEqualTo(ProxyProtocol.Accept.V2);
    assertThat(traffic.proxyProtocol().trusted()).hasToString("[10.0.0.0/8]");
    assertThat(traffic.balancing()).isEqualTo(new BalancingPolicy.Maglev(251, 0));
    assertThat(traffic.sourceRanges().denied()).hasToString("[192.0.2.0/24]");
    assertThat(traffic.limits().maxConnections()).isEqualTo(9);
    assertThat(traffic.limits().queueSize()).isEqualTo(3);
    assertThat(traffic.limits().byteRate()).isEqualTo(1 << 20);
    assertThat(traffic.sockets().listening().freebind()).isTrue();
    assertThat(traffic.udp().responses()).isZero();
  }

  @Test
  void affinityOfTheSpecIsRefinedByAnAnnotation() {
    String spec =
        "{clusterIP: 10.0.0.1, ports: [{port: 80}], sessionAffinity: ClientIP,"
            + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}}";
    String annotation =
        "{name: web, annotations: {sluice.io/session-affinity-config:"
            + " '{clientIP: {affinityScope: Service, ipv4Prefix: 24}}'}}";
    Reading reading = Reading.of(Yaml.service("web", spec).replace("{name: web}", annotation));
    assertThat(reading.problems()).isEmpty();
    assertThat(traffic(reading).sessionAffinity())
        .isEqualTo(
            new SessionAffinity.ClientIp(
                Duration.ofSeconds(60), SessionAffinity.Scope.SERVICE, 24, 128, 65_536));
  }

  @Test
  void annotationIsMoreThanTheField() {
    Reading reading =
        Reading.of(
            Yaml.service(
                    "web",
                    "{clusterIP: 10.0.0.1, ports: [{port: 80}], trafficDistribution:"
                        + " PreferSameZone}")
                .replace(
                    "{name: web}",
                    "{name: web, annotations: {sluice.io/traffic-distribution: PreferSameNode,"
                        + " sluice.io/load-balancer-source-ranges: '[10.0.0.0/8]'}}"));
    assertThat(reading.problems()).isEmpty();
    assertThat(traffic(reading).distribution()).isEqualTo(TrafficDistribution.PREFER_SAME_NODE);
    assertThat(traffic(reading).sourceRanges().allowed()).hasToString("[10.0.0.0/8]");
  }

  @Test
  void routesAreThoseOfTheOnlyTcpPort() {
    String routes = "{sluice.io/routes: '[{names: [a], service: other}]'}";
    Reading reading = read(routes);
    assertThat(reading.problems()).isEmpty();
    assertThat(traffic(reading).routes()).hasSize(1);

    String ports = "{clusterIP: 10.0.0.1, ports: [{name: a, port: 1}, {name: b, port: 2%s}]}";
    String annotated = "{name: web, annotations: " + routes + "}";
    assertThat(
            Reading.of(Yaml.service("web", ports.formatted("")).replace("{name: web}", annotated))
                .errorRules())
        .containsExactly("routes-port");
    Reading mixed =
        Reading.of(
            Yaml.service("web", ports.formatted(", protocol: UDP"))
                .replace("{name: web}", annotated));
    assertThat(mixed.problems()).isEmpty();
    assertThat(mixed.service("web").ports().get(1).traffic().routes()).isEmpty();
  }

  @Test
  void unixSocketsAreThoseOfTheOnlyTcpPort() {
    String listen = "{sluice.io/listen: '[unix:/run/web.sock]'}";
    Reading reading = read(listen);
    assertThat(reading.problems()).isEmpty();
    assertThat(reading.service("web").ports().getFirst().sockets())
        .containsExactly(new UnixPath("/run/web.sock"));

    String ports = "{clusterIP: 10.0.0.1, ports: [{name: a, port: 1}, {name: b, port: 2}]}";
    String annotated = "{name: web, annotations: " + listen + "}";
    assertThat(
            Reading.of(Yaml.service("web", ports).replace("{name: web}", annotated)).errorRules())
        .containsExactly("listen-port");
  }

  @Test
  void problemInsideAnAnnotationPointsAtTheAnnotation() {
    Problem problem =
        read("{sluice.io/proxy-protocol: '{tlvs: [{type: 0, value: a}]}'}").problems().getFirst();
    assertThat(problem.path())
        .isEqualTo("metadata.annotations.sluice.io/proxy-protocol.tlvs[0].type");
    assertThat(problem.position().line()).isEqualTo(3);
    assertThat(problem.position().column()).isEqualTo(63);
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
        "unknown-key    | {sluice.io/queue: '{sizes: 5}'}",
        "unknown-key    | {sluice.io/idleTimeout: 5s}",
        "unknown-key    | {sluice.io/ports: '[]'}",
        "type           | {sluice.io/queue: 'size 5'}",
        "yaml-syntax    | {sluice.io/queue: '{size: 5'}",
        "yaml-syntax    | {sluice.io/queue: \"{size: 5}\\n---\\n{size: 6}\"}",
        "proxy-trusted  | {sluice.io/proxy-protocol: '{accept: V2}'}",
        "affinity-config | {sluice.io/session-affinity-config: '{}'}",
        "unix-path      | {sluice.io/listen: '[/run/web.sock]'}",
        "route-service  | {sluice.io/routes: '[{names: [a], service: A}]'}",
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
