package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpRange;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused or warned of among the keys of a service port, and where it says so. */
final class TrafficMistakesTest {
  @TempDir private Path folder;

  @Test
  void bitsBehindTheLengthOfARangeAreAWarning() {
    Loaded loaded = load("deniedSourceRanges: [10.1.2.3/8, 'fd00::1/9']");

    assertThat(loaded.problems()).containsExactly("4:26 cidr-host-bits", "4:38 cidr-host-bits");
    assertThat(loaded.result().problems().getFirst().message())
        .isEqualTo("10.1.2.3/8 has bits behind the length, which do not count: 10.0.0.0/8");
    assertThat(loaded.service().ports().getFirst().traffic().sourceRanges().denied())
        .containsExactly(IpRange.tryParse("10.0.0.0/8"), IpRange.tryParse("fd00::/9"));
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
        Loaded.text(
            folder,
            ServiceText.with(keys).replace("[127.0.0.2]", "[127.0.0.2, 127.0.0.3, 127.0.0.4]"));

    assertThat(loaded.errors()).isEmpty();
    assertThat(loaded.problems()).containsExactly("5:22 maglev-table-small");
    assertThat(load(keys).problems()).isEmpty();
  }

  @Test
  void manyLargeTablesAreAWarning() {
    String keys = "{balancing: Maglev, balancingConfig: {tableSize: 1048573}}";
    String ports = "[{port: 8000-8039}]";

    assertThat(load(keys).problems()).isEmpty();
    assertThat(
            Loaded.text(folder, ServiceText.with(keys).replace("[{port: 80}]", ports)).problems())
        .containsExactly("4:16 maglev-tables-large");
  }

  @Test
  void whatIsForTcpIsAWarningWhereThereIsOnlyUdp() {
    String keys = "{byteRate: 1MiB, byteRatePerConnection: 1MiB, queue: {size: 1}}";
    String udp = "[{port: 80, protocol: UDP}]";
    String both = "[{name: a, port: 80, protocol: UDP}, {name: b, port: 80}]";

    assertThat(load(keys).problems()).isEmpty();
    assertThat(Loaded.text(folder, ServiceText.with(keys).replace("[{port: 80}]", both)).problems())
        .isEmpty();
    assertThat(Loaded.text(folder, ServiceText.with(keys).replace("[{port: 80}]", udp)).problems())
        .hasSize(3)
        .allMatch(each -> each.endsWith(" tcp-only"));
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
    assertThat(Loaded.text(folder, "node: {zone: a}\n" + ServiceText.with(keys)).problems())
        .isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sessionAffinity: ClientIP", "routes: []", "name: a"})
  void keysOfAServiceAreNoDefaults(String key) {
    assertThat(Loaded.text(folder, "defaults: {" + key + "}\n").errors())
        .containsExactly("1:12 unknown-key");
  }

  private Loaded load(String keys) {
    return Loaded.text(folder, ServiceText.with(keys));
  }
}
