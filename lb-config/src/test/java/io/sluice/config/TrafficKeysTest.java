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
import org.junit.jupiter.params.provider.ValueSource;

/** What the keys of a service port mean, where they are inherited, and what is refused. */
final class TrafficKeysTest {
  private static final String PORTS = "    ports: [{port: 80}]\n    endpoints: [127.0.0.2]\n";

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
  void bitsBehindTheLengthOfARangeAreAWarning() {
    Loaded loaded = load("deniedSourceRanges: [10.1.2.3/8, 'fd00::1/9']");

    assertThat(loaded.problems()).containsExactly("4:26 cidr-host-bits", "4:38 cidr-host-bits");
    assertThat(loaded.result().problems().getFirst().message())
        .isEqualTo("10.1.2.3/8 has bits behind the length, which do not count: 10.0.0.0/8");
    assertThat(onlyPort(loaded).traffic().sourceRanges().denied())
        .containsExactly(range("10.0.0.0/8"), range("fd00::/9"));
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

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          balancing: roundRobin                               | 4:16 choice
          balancingConfig: {tableSize: 251}                   | 4:34 balancing-config
          balancingConfig: {maxLoadPercent: 110}              | 4:39 balancing-config
          balancingConfig: {decay: 1s}                        | 4:30 balancing-config
          balancingConfig: {hashKey: ClientPort}              | 4:32 choice
          balancingConfig: {ipv4Prefix: 33}                   | 4:35 integer-range
          balancingConfig: {ipv6Prefix: 129}                  | 4:35 integer-range
          balancingConfig: {size: 1}                          | 4:23 unknown-key
          trafficDistribution: PreferZone                     | 4:26 choice
          sessionAffinity: clientIP                           | 4:22 choice
          sessionAffinityConfig: {clientIP: {}}               | 4:28 affinity-config
          loadBalancerSourceRanges: [10.0.0.0]                | 4:32 cidr
          loadBalancerSourceRanges: [10.0.0.0/33]             | 4:32 cidr
          loadBalancerSourceRanges: 10.0.0.0/8                | 4:31 type
          deniedSourceRanges: ['fe80::%lo/64']                | 4:26 cidr
          maxConnections: 0                                   | 4:21 integer-range
          maxConnections: 10000001                            | 4:21 integer-range
          maxConnections: '5'                                 | 4:21 integer-range
          maxConnections: off                                 | 4:21 integer-range
          maxConnectionsPerEndpoint: -1                       | 4:32 integer-range
          maxConnectionsPerClient: 1.5                        | 4:30 integer-range
          connectionRate: 1e3                                 | 4:21 integer-range
          connectionRatePerClient: 0                          | 4:30 integer-range
          byteRate: 10MB                                      | 4:15 size
          byteRate: 0                                         | 4:15 size-range
          byteRate: 1025GiB                                   | 4:15 size-range
          byteRatePerConnection: 1.5KiB                       | 4:28 size
          queue: {size: 100001}                               | 4:19 integer-range
          queue: {timeout: 0s}                                | 4:22 duration-range
          queue: 5                                            | 4:12 type
          maxConnectionLifetime: 999ms                        | 4:28 duration-range
          maxConnectionLifetimeJitterPercent: 101             | 4:41 integer-range
          proxyProtocol: {accept: V2}                         | 4:20 proxy-trusted
          proxyProtocol: {accept: V2, trusted: []}            | 4:42 proxy-trusted
          proxyProtocol: {accept: v2, trusted: [10.0.0.0/8]}  | 4:29 choice
          proxyProtocol: {headerTimeout: 6m}                  | 4:36 duration-range
          proxyProtocol: {send: V1, checksum: true}           | 4:41 proxy-version
          proxyProtocol: {passTlvs: yes}                      | 4:31 boolean
          proxyProtocol: {tlvs: [{type: 0, value: a}]}        | 4:35 tlv-type
          proxyProtocol: {tlvs: [{type: 0x100, value: a}]}    | 4:35 tlv-type
          proxyProtocol: {tlvs: [{type: 3, value: a}]}        | 4:35 tlv-type
          proxyProtocol: {tlvs: [{type: 0xE0}]}               | 4:28 required
          proxyProtocol: {tlvs: [{value: a}]}                 | 4:28 required
          proxyProtocol: {accpt: Off}                         | 4:21 unknown-key
          udpRequests: 0                                      | 4:18 integer-range
          udpResponses: -1                                    | 4:19 integer-range
          udpBalancing: perDatagram                           | 4:19 choice
          maxUdpSessionsPerClient: 0                          | 4:30 integer-range
          listening: {backlog: 65536}                         | 4:26 integer-range
          listening: {fastOpen: true}                         | 4:27 integer-range
          listening: {deferAccept: 1500ms}                    | 4:30 duration-range
          listening: {freebind: 1}                            | 4:27 boolean
          listening: {device: sixteen-letters-}               | 4:25 device-name
          listening: {device: a/b}                            | 4:25 device-name
          listening: {mark: 0x80000000}                       | 4:23 integer-range
          clientKeepalive: {idle: 32768s}                     | 4:29 duration-range
          clientKeepalive: {probes: 128}                      | 4:31 integer-range
          endpointKeepalive: {interval: 500ms}                | 4:35 duration-range
          endpointSockets: {fastOpen: 1}                      | 4:33 boolean
          sourceAddress: client                               | 4:20 source-address
          sourceAddress: 0.0.0.0                              | 4:20 source-address
          sourceAddress: '::1'                                | 4:20 source-family
          """)
  void mistakeIsAnErrorWhereItStands(String keys, String expected) {
    assertThat(load(keys).errors()).containsExactly(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1000", "65536", "252"})
  void tableSizeIsAPrime(String size) {
    Loaded loaded = load("{balancing: Maglev, balancingConfig: {tableSize: " + size + "}}");

    assertThat(loaded.errors()).hasSize(1).allMatch(each -> each.endsWith(" table-size"));
    assertThat(loaded.result().problems().getFirst().message())
        .contains("251, 509, 1021, 2039, 4093, 8191, 16381, 32749, 65521, 65537, 131071, 655373");
  }

  @Test
  void tableWithFewSlotsForItsEndpointsIsAWarning() {
    String keys = "{balancing: Maglev, balancingConfig: {tableSize: 251}}";
    Loaded loaded =
        Loaded.text(folder, text(keys).replace("[127.0.0.2]", "[127.0.0.2, 127.0.0.3, 127.0.0.4]"));

    assertThat(loaded.errors()).isEmpty();
    assertThat(loaded.problems()).containsExactly("5:22 maglev-table-small");
    assertThat(load(keys).problems()).isEmpty();
  }

  @Test
  void manyLargeTablesAreAWarning() {
    String keys = "{balancing: Maglev, balancingConfig: {tableSize: 1048573}}";
    String ports = "[{port: 8000-8039}]";

    assertThat(load(keys).problems()).isEmpty();
    assertThat(Loaded.text(folder, text(keys).replace("[{port: 80}]", ports)).problems())
        .containsExactly("4:16 maglev-tables-large");
  }

  @Test
  void whatIsForTcpIsAWarningWhereThereIsOnlyUdp() {
    String keys = "{byteRate: 1MiB, byteRatePerConnection: 1MiB, queue: {size: 1}}";
    String udp = "[{port: 80, protocol: UDP}]";
    String both = "[{name: a, port: 80, protocol: UDP}, {name: b, port: 80}]";

    assertThat(load(keys).problems()).isEmpty();
    assertThat(Loaded.text(folder, text(keys).replace("[{port: 80}]", both)).problems()).isEmpty();
    assertThat(Loaded.text(folder, text(keys).replace("[{port: 80}]", udp)).problems())
        .hasSize(3)
        .allMatch(each -> each.endsWith(" tcp-only"));
  }

  @Test
  void mappedRangeIsOneOfIpv4() {
    assertThat(range("::ffff:10.0.0.0/104")).isEqualTo(range("10.0.0.0/8"));
    assertThat(range("::ffff:0:0/96")).isEqualTo(range("0.0.0.0/0"));
    assertThat(range("::ffff:10.0.0.1")).isEqualTo(range("10.0.0.1"));
    assertThat(IpRange.tryParse("::ffff:10.0.0.0/24")).isNull();
  }

  @Test
  void version1CarriesNoTlvs() {
    String tlvs = "tlvs: [{type: 0xE0, value: a}]";

    assertThat(load("proxyProtocol: {send: V1, " + tlvs + "}").errors())
        .containsExactly("4:37 proxy-version");
    assertThat(load("proxyProtocol: {send: V2, " + tlvs + "}").problems()).isEmpty();
  }

  @Test
  void valueOfATlvIsBounded() {
    String value = "é".repeat(512);
    String keys = "proxyProtocol: {tlvs: [{type: 0xE0, value: %s}]}";

    assertThat(load(keys.formatted(value)).problems()).isEmpty();
    assertThat(load(keys.formatted(value + "a")).errors()).containsExactly("4:48 tlv-value");
  }

  @Test
  void unknownPlaceIsANote() {
    String keys = "trafficDistribution: PreferSameZone";

    assertThat(load(keys).problems()).containsExactly("4:26 place-unknown");
    assertThat(Loaded.text(folder, "node: {zone: a}\n" + text(keys)).problems()).isEmpty();
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

  @ParameterizedTest
  @ValueSource(strings = {"sessionAffinity: ClientIP", "routes: []", "name: a"})
  void keysOfAServiceAreNoDefaults(String key) {
    assertThat(Loaded.text(folder, "defaults: {" + key + "}\n").errors())
        .containsExactly("1:12 unknown-key");
  }

  private TrafficSettings traffic(String keys) {
    Loaded loaded = load(keys);
    assertThat(loaded.errors()).isEmpty();
    return onlyPort(loaded).traffic();
  }

  private static ServicePort onlyPort(Loaded loaded) {
    return loaded.service().ports().getFirst();
  }

  /** Loads a service with these keys on line 4; in braces there may be several. */
  private Loaded load(String keys) {
    return Loaded.text(folder, text(keys));
  }

  private static String text(String keys) {
    return Loaded.SERVICE + "    " + (keys.startsWith("{") ? flow(keys) : keys) + "\n" + PORTS;
  }

  /** The pairs of a flow mapping on lines of their own. */
  private static String flow(String keys) {
    StringBuilder lines = new StringBuilder();
    int depth = 0;
    for (char c : keys.substring(1, keys.length() - 1).toCharArray()) {
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      boolean isEnd = depth == 0 && c == ',';
      lines.append(isEnd ? "\n   " : c);
    }
    return lines.toString();
  }

  private static IpRange range(String text) {
    return Objects.requireNonNull(IpRange.tryParse(text));
  }
}
