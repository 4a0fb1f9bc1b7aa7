package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.Service;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficDistribution;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** KUBERNETES 1.2: what the fields of a Service mean to a proxy. */
class ServiceMeaningTest {
  private static final String PORTS = "ports: [{port: 80}]";

  private static Reading read(String spec) {
    return Reading.of(Yaml.service("web", spec));
  }

  private static Reading readWithStatus(String spec, String ingress) {
    return Reading.of(
        Yaml.service("web", spec) + "status: {loadBalancer: {ingress: " + ingress + "}}\n");
  }

  private static IpAddress ip(String text) {
    return IpAddress.parse(text);
  }

  private static SourceRanges ranges(Reading reading) {
    return reading.service("web").ports().getFirst().traffic().sourceRanges();
  }

  private static List<IpRange> ranges(String... ranges) {
    return Arrays.stream(ranges).map(IpRange::tryParse).map(Objects::requireNonNull).toList();
  }

  @Test
  void vipsAreClusterIpsThenExternalIpsThenIngressIps() {
    Reading reading =
        readWithStatus(
            "{type: LoadBalancer, clusterIP: 10.0.0.1, externalIPs: [192.0.2.1, 10.0.0.1], "
                + PORTS
                + "}",
            "[{ip: 198.51.100.1}, {ip: 198.51.100.2, ipMode: VIP},"
                + " {ip: 198.51.100.3, ipMode: Proxy}, {hostname: lb.example}]");
    assertThat(reading.service("web").vips())
        .containsExactly(ip("10.0.0.1"), ip("192.0.2.1"), ip("198.51.100.1"), ip("198.51.100.2"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void sourceRangesGuardEveryVip() {
    Reading reading =
        readWithStatus(
            "{type: LoadBalancer, clusterIP: 10.0.0.1, loadBalancerSourceRanges: [' 10.0.0.0/8 '], "
                + PORTS
                + "}",
            "[{ip: 198.51.100.1}]");
    assertThat(reading.service("web").vips()).hasSize(2);
    assertThat(ranges(reading)).isEqualTo(new SourceRanges(ranges("10.0.0.0/8"), List.of()));
    assertThat(reading.rules()).containsExactly("source-ranges-of-all");
  }

  @Test
  void familyWithoutSourceRangesIsOpen() {
    Reading reading =
        readWithStatus(
            "{type: LoadBalancer, clusterIP: 198.51.100.1,"
                + " loadBalancerSourceRanges: [10.0.0.0/8], "
                + PORTS
                + "}",
            "[{ip: 198.51.100.1}, {ip: 'fd00::1'}]");
    assertThat(ranges(reading).allowed()).isEqualTo(ranges("10.0.0.0/8", "::/0"));
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void sourceRangesWithoutLoadBalancerIpGuardNothing() {
    Reading reading =
        read(
            "{type: LoadBalancer, clusterIP: 10.0.0.1, loadBalancerSourceRanges: [10.0.0.0/8], "
                + PORTS
                + "}");
    assertThat(ranges(reading)).isEqualTo(SourceRanges.ALL);
    assertThat(reading.rules()).containsExactly("source-ranges-unused");
  }

  @Test
  void headlessServiceHasNoVip() {
    Service service = read("{clusterIP: None, " + PORTS + "}").service("web");
    assertThat(service.vips()).isEmpty();
  }

  @Test
  void headlessMayBeSaidByTheListAlone() {
    Reading reading = read("{clusterIPs: [None], " + PORTS + "}");
    assertThat(reading.service("web").vips()).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void externalNameIsInTheInventoryOnly() {
    Reading reading = read("{type: ExternalName, externalName: host.example}");
    assertThat(reading.objects().services()).isEmpty();
    assertThat(reading.objects().inventory().services()).hasSize(1);
    assertThat(reading.objects().inventory().endpoints()).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void serviceOfAnotherProxyIsInTheInventoryOnly() {
    Reading reading =
        Reading.of(
            Yaml.service("web", "{clusterIP: 10.0.0.1, " + PORTS + "}")
                .replace(
                    "{name: web}",
                    "{name: web, labels: {service.kubernetes.io/service-proxy-name: x}}"));
    assertThat(reading.objects().services()).isEmpty();
    assertThat(reading.objects().inventory().services()).hasSize(1);
    assertThat(reading.rules()).containsExactly("other-proxy");
  }

  @Test
  void serviceWithoutAddressIsAWarning() {
    assertThat(read("{" + PORTS + "}").rules()).containsExactly("no-vip");
  }

  @ParameterizedTest(name = "1.2 targetPort {0}")
  @CsvSource({"'', 80", "', targetPort: 0', 80", "', targetPort: 81', 81", "', targetPort: a', a"})
  void absentTargetPortIsThePort(String targetPort, String expected) {
    Service service =
        read("{clusterIP: 10.0.0.1, ports: [{port: 80" + targetPort + "}]}").service("web");
    TargetPort actual = service.ports().getFirst().targetPort();
    assertThat(actual.toString()).isEqualTo(expected);
  }

  @Test
  void affinityIsKeptWithItsTimeout() {
    String spec = "{clusterIP: 10.0.0.1, sessionAffinity: ClientIP, " + PORTS + "}";
    Reading reading = read(spec);
    assertThat(reading.service("web").ports().getFirst().traffic().sessionAffinity())
        .isEqualTo(new SessionAffinity.ClientIp(Duration.ofHours(3)));
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest(name = "1.2 {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "protocol-not-served  | {clusterIP: 10.0.0.1, ports: [{port: 53, protocol: SCTP}]}",
        "node-port-not-served | {type: NodePort, clusterIP: 10.0.0.1, ports: [{port: 1, nodePort:"
            + " 30000}]}",
        "traffic-policy       | {clusterIP: 10.0.0.1, ports: [{port: 1}], internalTrafficPolicy:"
            + " Local}",
        "traffic-policy       | {type: NodePort, clusterIP: 10.0.0.1, ports: [{port: 1}],"
            + " externalTrafficPolicy: Local}",
      })
  void whatIsNotServedIsSaid(String rule, String spec) {
    Reading reading = read(spec);
    assertThat(reading.rules()).containsExactly(rule);
    assertThat(reading.service("web").ports()).hasSize(1);
  }

  @ParameterizedTest(name = "1.2 trafficDistribution: {0}")
  @CsvSource({
    "PreferClose, PREFER_SAME_ZONE",
    "PreferSameZone, PREFER_SAME_ZONE",
    "PreferSameNode, PREFER_SAME_NODE"
  })
  void trafficDistributionIsTheModels(String word, TrafficDistribution expected) {
    Reading reading =
        read("{clusterIP: 10.0.0.1, trafficDistribution: " + word + ", " + PORTS + "}");
    assertThat(reading.service("web").ports().getFirst().traffic().distribution())
        .isEqualTo(expected);
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void notesOfManyServicesAreOneNote() {
    String spec = "{type: NodePort, clusterIP: 10.0.0.%d, ports: [{port: 1, nodePort: 30000}]}";
    Reading reading =
        Reading.of(
            Yaml.service("a", spec.formatted(1)),
            Yaml.service("b", spec.formatted(2)),
            Yaml.service("c", spec.formatted(3)));
    assertThat(reading.problems()).hasSize(1);
    assertThat(reading.problems().getFirst().message())
        .isEqualTo("node ports are not served: default/a and 2 more");
  }
}
