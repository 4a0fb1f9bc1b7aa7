package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.HashKey;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.UdpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the keys of a service port mean, and where they are inherited. */
final class TrafficKeysTest {
  @TempDir private Path folder;

  @ParameterizedTest(name = "{0} is {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          balancing: RoundRobin       | RoundRobin[]
          balancing: LeastConnections | LeastConnections[]
          balancing: Random           | Random[]
          balancing: Maglev           | Maglev[tableSize=65537, maxLoadPercent=0]
          balancing: PeakEwma         | PeakEwma[decay=PT10S]
          {balancing: Maglev, balancingConfig: {tableSize: 251, maxLoadPercent: 101}} \
          | Maglev[tableSize=251, maxLoadPercent=101]
          {balancing: Maglev, balancingConfig: {tableSize: 1048573, maxLoadPercent: 1000}} \
          | Maglev[tableSize=1048573, maxLoadPercent=1000]
          {balancing: Maglev, balancingConfig: {maxLoadPercent: Off}} \
          | Maglev[tableSize=65537, maxLoadPercent=0]
          {balancing: PeakEwma, balancingConfig: {decay: 10ms}} | PeakEwma[decay=PT0.01S]
          """)
  void balancing(String keys, String expected) {
    assertThat(traffic(keys).balancing()).hasToString(expected);
  }

  @Test
  void hashKey() {
    String keys = "balancingConfig: {hashKey: ClientIPAndPort, ipv4Prefix: 0, ipv6Prefix: 64}";

    assertThat(traffic(keys).hashKey())
        .isEqualTo(new HashKey(HashKey.Source.CLIENT_IP_AND_PORT, 0, 64));
  }

  @ParameterizedTest
  @CsvSource({
    "Any, ANY",
    "PreferSameZone, PREFER_SAME_ZONE",
    "PreferSameNode, PREFER_SAME_NODE",
    "PreferClose, PREFER_SAME_ZONE"
  })
  void trafficDistribution(String word, TrafficDistribution expected) {
    assertThat(traffic("trafficDistribution: " + word).distribution()).isEqualTo(expected);
  }

  @Test
  void sessionAffinity() {
    String keys =
        "{sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 86400,"
            + " affinityScope: Service, ipv4Prefix: 24, ipv6Prefix: 1, maxEntries: 10000000}}}";

    assertThat(traffic(keys).sessionAffinity())
        .isEqualTo(
            new SessionAffinity.ClientIp(
                Duration.ofDays(1), SessionAffinity.Scope.SERVICE, 24, 1, 10_000_000));
    assertThat(traffic("sessionAffinity: ClientIP").sessionAffinity())
        .isEqualTo(new SessionAffinity.ClientIp(Duration.ofHours(3)));
  }

  @Test
  void sourceRanges() {
    TrafficSettings traffic =
        traffic(
            "{loadBalancerSourceRanges: [' 10.0.0.0/8 ', 'fd00::/8'], deniedSourceRanges:"
                + " [10.1.2.3/32]}");

    assertThat(traffic.sourceRanges().allowed())
        .containsExactly(range("10.0.0.0/8"), range("fd00::/8"));
    assertThat(traffic.sourceRanges().denied()).containsExactly(range("10.1.2.3/32"));
  }

  @Test
  void limits() {
    String keys =
        "{maxConnections: 1, maxConnectionsPerEndpoint: 2, maxConnectionsPerClient: 10000000,"
            + " connectionRate: 4, connectionRatePerClient: 5, byteRate: 10MiB,"
            + " byteRatePerConnection: 1500, queue: {size: 6, timeout: 7ms},"
            + " maxConnectionLifetime: 1h, maxConnectionLifetimeJitterPercent: 0}";

    assertThat(traffic(keys).limits())
        .isEqualTo(
            new TrafficLimits(
                1,
                2,
                10_000_000,
                4,
                5,
                10 << 20,
                1500,
                6,
                Duration.ofMillis(7),
                Duration.ofHours(1),
                0));
  }

  @Test
  void proxyProtocol() {
    String keys =
        "proxyProtocol: {accept: Any, trusted: [10.0.0.0/8], headerTimeout: 1s, send: V2,"
            + " passTlvs: false, checksum: true, tlvs: [{type: 0xE1, value: a}, {type: 226,"
            + " value: 7}]}";

    assertThat(traffic(keys).proxyProtocol())
        .isEqualTo(
            new ProxyProtocol(
                ProxyProtocol.Accept.ANY,
                List.of(range("10.0.0.0/8")),
                Duration.ofSeconds(1),
                ProxyProtocol.Send.V2,
                false,
                List.of(new ProxyProtocol.Tlv(0xE1, "a"), new ProxyProtocol.Tlv(0xE2, "7")),
                true));
  }

  @Test
  void udp() {
    String keys =
        "{udpRequests: 1, udpResponses: 0, udpBalancing: PerDatagram, maxUdpSessionsPerClient: 9}";

    assertThat(traffic(keys).udp()).isEqualTo(new UdpSettings(1, 0, true, 9));
  }

  @Test
  void sockets() {
    String keys =
        "{listening: {backlog: 1, fastOpen: 2, deferAccept: 3s, freebind: true, device: eth0,"
            + " mark: 0x10}, clientKeepalive: {idle: 4s, interval: 5s, probes: 6,"
            + " userTimeout: 7ms}, endpointKeepalive: {idle: 32767s}, sourceAddress: 127.0.0.9,"
            + " endpointSockets: {device: br-1.2, fastOpen: true, mark: 8}}";

    assertThat(traffic(keys).sockets())
        .hasToString(
            "SocketSettings[listening=Listening[backlog=1, fastOpen=2, deferAccept=PT3S,"
                + " freebind=true, device=eth0, mark=16], client=Keepalive[idle=PT4S,"
                + " interval=PT5S, probes=6, userTimeout=PT0.007S],"
                + " endpoint=Endpoint[keepalive=Keepalive[idle=PT9H6M7S, interval=PT0S, probes=0,"
                + " userTimeout=PT0S], source=Fixed[address=127.0.0.9], device=br-1.2,"
                + " fastOpen=true, mark=8]]");
    assertThat(traffic("sourceAddress: Client").sockets().endpoint().source())
        .isEqualTo(new SocketSettings.Source.Client());
  }

  @Test
  void mappedRangeIsOneOfIpv4() {
    assertThat(range("::ffff:10.0.0.0/104")).isEqualTo(range("10.0.0.0/8"));
    assertThat(range("::ffff:0:0/96")).isEqualTo(range("0.0.0.0/0"));
    assertThat(range("::ffff:10.0.0.1")).isEqualTo(range("10.0.0.1"));
    assertThat(IpRange.tryParse("::ffff:10.0.0.0/24")).isNull();
  }

  @Test
  void innerKeysInheritWhatTheyDoNotSay() {
    String text =
        """
        defaults:
          proxyProtocol: {trusted: [10.0.0.0/8], headerTimeout: 9s}
          queue: {size: 5, timeout: 9s}
          balancing: Maglev
          balancingConfig: {tableSize: 251, ipv4Prefix: 24}
          maxConnections: 7
          listening: {device: eth0}
        services:
          - name: web
            vips: [127.0.0.1]
            proxyProtocol: {accept: V2}
            ports:
              - {name: a, port: 80, balancing: Maglev, queue: {size: 6}}
              - {name: b, port: 81, balancing: PeakEwma, maxConnections: Off}
              - {name: c, port: 82, proxyProtocol: {accept: Off}, listening: {device: ""}}
            endpoints: [127.0.0.2]
        """;
    List<ServicePort> ports = Loaded.text(folder, text).service().ports();
    TrafficSettings a = ports.get(0).traffic();
    TrafficSettings b = ports.get(1).traffic();
    TrafficSettings c = ports.get(2).traffic();

    assertThat(a.proxyProtocol().accept()).isEqualTo(ProxyProtocol.Accept.V2);
    assertThat(a.proxyProtocol().trusted()).containsExactly(range("10.0.0.0/8"));
    assertThat(a.balancing()).isEqualTo(new BalancingPolicy.Maglev(251, 0));
    assertThat(a.limits().queueSize()).isEqualTo(6);
    assertThat(a.limits().queueTimeout()).isEqualTo(Duration.ofSeconds(9));
    assertThat(a.sockets().listening().device()).isEqualTo("eth0");
    assertThat(b.balancing()).isEqualTo(new BalancingPolicy.PeakEwma(Duration.ofSeconds(10)));
    assertThat(b.hashKey().ipv4Prefix()).isEqualTo(24);
    assertThat(b.limits().maxConnections()).isEqualTo(TrafficLimits.UNLIMITED);
    assertThat(c.proxyProtocol().accept()).isEqualTo(ProxyProtocol.Accept.OFF);
    assertThat(c.limits().maxConnections()).isEqualTo(7);
    assertThat(c.sockets().listening().device()).isNull();
  }

  private TrafficSettings traffic(String keys) {
    Loaded loaded = Loaded.text(folder, ServiceText.with(keys));
    assertThat(loaded.errors()).isEmpty();
    return loaded.service().ports().getFirst().traffic();
  }

  private static IpRange range(String text) {
    return Objects.requireNonNull(IpRange.tryParse(text));
  }
}
