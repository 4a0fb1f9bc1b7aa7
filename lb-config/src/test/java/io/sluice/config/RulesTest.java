package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** F42: rules between fields, services and files. */
final class RulesTest {
  private static final String MANIFEST =
      """
      apiVersion: v1
      kind: Service
      metadata: {name: web, namespace: default}
      spec: {clusterIP: 10.0.0.1, ports: [{port: 80}]}
      ---
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{name: "", port: 8080}]
      endpoints: [{addresses: [10.1.0.1]}]
      """;

  @TempDir private Path folder;

  @ParameterizedTest(name = "F42 {0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          name: a, vips: [10.0.0.1], ports: [{port: 80}], port: 1         | 2:52 unknown-key
          vips: [10.0.0.1], ports: [{port: 80}]                           | 2:3 required
          name: a, ports: [{port: 80}]                                    | 2:3 required
          name: a, vips: [10.0.0.1]                                       | 2:3 required
          name: a, vips: [], ports: [{port: 80}]                          | 2:19 required
          name: a, vips: [10.0.0.1], ports: []                            | 2:38 required
          name: a, vips: [10.0.0.1], ports: {port: 80}                    | 2:38 type
          name: a, vips: 10.0.0.1, ports: [{port: 80}]                    | 2:19 type
          name: [a], vips: [10.0.0.1], ports: [{port: 80}]                | 2:10 type
          name: a, vips: [10.0.0.1], ports: [{port: 80, protocol: tcp}]   | 2:60 choice
          name: a, vips: [10.0.0.1], ports: [80]                          | 2:39 type
          name: a, vips: [10.0.0.1], ports: [{port: 80}], balancing: Magl | 2:63 choice
          name: a, vips: [10.0.0.1], ports: [{port: 80}], endpoints: [~]  | 2:64 type
          """)
  void structure(String service, String expected) {
    Loaded loaded = Loaded.text(folder, "services:\n- {" + service + "}\n");

    assertThat(loaded.errors()).containsExactly(expected);
    assertThat(loaded.result().hasErrors()).isTrue();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          proxyProtocol: {accpt: Off}                        | unknown-key
          healthCheck: {tcp: {}}                             | unavailable
          outlierEjection: {consecutiveFailures: 5}          | unavailable
          sessionAffinityConfig: {clientIP: {}}              | affinity-config
          {sessionAffinity: ClientIP, sessionAffinityConfig: {clientIP: {timeoutSeconds: 0}}} \
          | affinity-timeout
          """)
  void whatIsNotServedIsNotIgnored(String keys, String rule) {
    Loaded loaded = Loaded.text(folder, service("a", "10.0.0.1", strip(keys)));

    assertThat(loaded.problems()).anyMatch(each -> each.endsWith(" " + rule));
    assertThat(loaded.result().hasErrors()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          balancing: RoundRobin
          proxyProtocol: {accept: Off, send: Off, trusted: [10.0.0.0/8]}
          loadBalancerSourceRanges: []
          sessionAffinity: None
          """)
  void whatHoldsAnywayIsAccepted(String keys) {
    assertThat(Loaded.text(folder, service("a", "10.0.0.1", keys)).problems()).isEmpty();
  }

  @Test
  void addressesAreNotAssignedUnlessThatIsOff() {
    String service = service("a", "10.0.0.1", "retries: 1");

    assertThat(Loaded.text(folder, "vips: {assign: Off, interface: lo}\n" + service).problems())
        .isEmpty();
    assertThat(Loaded.text(folder, "vips: {assign: Auto}\n" + service).problems())
        .containsExactly("1:16 unavailable");
  }

  @Test
  void sctpIsAWarning() {
    String service = service("a", "10.0.0.1", "sessionAffinity: ClientIP");
    String udp = service.replace("{port: 80}", "{port: 80, protocol: UDP}");

    assertThat(Loaded.text(folder, udp).problems()).isEmpty();
    assertThat(Loaded.text(folder, udp.replace("UDP", "SCTP")).problems())
        .containsExactly("4:32 protocol-not-served");
  }

  @Test
  void oneListenerBelongsToOneService() {
    Loaded loaded =
        Loaded.text(
            folder,
            service("a", "10.0.0.1", "") + service("b", "'::ffff:10.0.0.1'", "").substring(10));

    assertThat(loaded.problems()).containsExactly("9:11 vip-conflict");
    assertThat(loaded.result().problems().getFirst().message())
        .isEqualTo("10.0.0.1:80/TCP belongs to service default/a");
  }

  @ParameterizedTest(name = "{0} and {1}: {2}")
  @CsvSource({
    "0.0.0.0, 10.0.0.1, true",
    "10.0.0.1, 0.0.0.0, true",
    "10.0.0.1, ::, true",
    "::, 10.0.0.1, true",
    "::, ::1, true",
    "0.0.0.0, ::1, false",
    "::1, 0.0.0.0, false",
    "10.0.0.1, 10.0.0.2, false"
  })
  void addressOfAllInterfacesOverlapsEveryOther(String first, String second, boolean conflict) {
    String one = service("a", "'" + first + "'", "").replace("[10.1.0.1]", "[10.9.0.1, '::9']");
    String two = service("b", "'" + second + "'", "").replace("[10.1.0.1]", "[10.9.0.1, '::9']");
    Loaded loaded = Loaded.text(folder, one + two.substring(10));

    assertThat(loaded.result().hasErrors()).isEqualTo(conflict);
  }

  @Test
  void adminHttpIsAListenerToo() {
    assertThat(
            Loaded.text(folder, "admin: {listen: 10.0.0.1:80}\n" + service("a", "10.0.0.1", ""))
                .problems())
        .containsExactly("5:11 vip-conflict");
    assertThat(
            Loaded.text(
                    folder,
                    "admin: {listen: off}\n"
                        + service("a", "127.0.0.1", "").replace("port: 80", "port: 9900"))
                .problems())
        .isEmpty();
  }

  @Test
  void serviceOfTheSameNameInAnotherFileIsTheProblem() {
    Path first = Loaded.write(folder, "b.yaml", service("web", "10.0.0.2", ""));
    Path second = Loaded.write(folder, "a.yaml", MANIFEST);
    Loaded loaded = Loaded.paths(first, second);

    assertThat(loaded.result().problems()).hasSize(1);
    assertThat(loaded.result().problems().getFirst().rule()).isEqualTo("service-duplicate");
    assertThat(loaded.result().problems().getFirst().position().source()).endsWith("a.yaml");
    assertThat(loaded.result().problems().getFirst().message())
        .isEqualTo("service default/web is there already, at " + first + ":2");
  }

  @Test
  void manifestsComeAfterNativeServicesAndConflictWithThem() {
    Path manifest = Loaded.write(folder, "a.yaml", MANIFEST);
    Path nativeFile = Loaded.write(folder, "b.yaml", service("other", "10.0.0.1", ""));

    assertThat(Loaded.paths(manifest, nativeFile).problems()).containsExactly("3:18 vip-conflict");
  }

  @Test
  void settingsAreGivenOnce() {
    Path first = Loaded.write(folder, "a.yaml", "defaults: {retries: 1}\n");
    Path second = Loaded.write(folder, "b.yaml", "defaults: {retries: 2}\n");

    Loaded loaded = Loaded.paths(first, second);

    assertThat(loaded.problems()).containsExactly("1:11 given-twice");
    assertThat(loaded.result().problems().getFirst().position().source()).endsWith("b.yaml");
  }

  @Test
  void defaultsHoldForServicesOfOtherFilesAndAreOverriddenInsideOut() {
    Path services =
        Loaded.write(
            folder,
            "a.yaml",
            """
            services:
              - name: a
                vips: [10.0.0.1]
                connectTimeout: 2s
                ports: [{port: 80, retries: 7}]
                endpoints: [10.1.0.1]
            """);
    Path defaults =
        Loaded.write(
            folder, "b.yaml", "defaults: {connectTimeout: 9s, retries: 9, idleTimeout: 8s}\n");

    assertThat(Loaded.paths(services, defaults).service().ports().getFirst().settings())
        .hasToString(
            "ConnectionSettings[connectTimeout=PT2S, idleTimeout=PT8S, halfClosedTimeout=PT30S,"
                + " udpIdleTimeout=PT1M, retries=7]");
  }

  @ParameterizedTest(name = "{0} {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {port: 80}, {port: 81}                                    | port-name-required
          {name: a, port: 80}, {port: 81}                           | port-name-required
          {name: a, port: 80}, {name: a, port: 81}                  | port-name-duplicate
          {name: a, port: 80}, {name: b, port: 80}                  | port-duplicate
          {name: A, port: 80}                                       | name-syntax
          {port: 80, targetPort: http}                              | target-port-unresolved
          {port: 80, targetPort: HTTP}                              | target-port
          {name: a, port: 80}, {name: b, port: 81, targetPort: x-1} | target-port-unresolved
          """)
  void portsOfOneService(String ports, String rule) {
    Loaded loaded = Loaded.text(folder, service("a", "10.0.0.1", "").replace("{port: 80}", ports));

    assertThat(loaded.problems()).isNotEmpty().allMatch(each -> each.endsWith(" " + rule));
  }

  @Test
  void samePortMayServeTcpAndUdp() {
    String ports = "{name: a, port: 53}, {name: b, port: 53, protocol: UDP}";
    Loaded loaded = Loaded.text(folder, service("a", "10.0.0.1", "").replace("{port: 80}", ports));

    assertThat(loaded.result().hasErrors()).isFalse();
  }

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          10.1.0.1:81                              | endpoint-port
          {address: 10.1.0.1, ports: {httpp: 81}}  | endpoint-port-name
          {address: 10.1.0.1, ports: {http: 0}}    | port-range
          {address: 10.1.0.1, ports: 81}           | type
          {ports: {http: 81}}                      | required
          """)
  void portsOfAnEndpoint(String endpoint, String rule) {
    String ports = "{name: http, port: 80}, {name: https, port: 443}";
    Loaded loaded =
        Loaded.text(
            folder,
            service("a", "10.0.0.1", "")
                .replace("{port: 80}", ports)
                .replace("10.1.0.1", endpoint));

    assertThat(loaded.problems()).hasSize(1).allMatch(each -> each.endsWith(" " + rule));
  }

  @Test
  void nothingToServeIsAWarning() {
    assertThat(Loaded.text(folder, "services: []\n").problems()).containsExactly("0:0 no-services");
    assertThat(Loaded.text(folder, "").problems()).containsExactly("0:0 no-services");
    assertThat(Loaded.text(folder, "").result().hasErrors()).isFalse();
  }

  @Test
  void serviceWithoutEndpointsIsANote() {
    Loaded loaded =
        Loaded.text(folder, service("a", "10.0.0.1", "").replace("endpoints: [10.1.0.1]", ""));

    assertThat(loaded.problems()).containsExactly("2:3 no-endpoints");
  }

  @Test
  void headlessServiceIsServedToNobodyAndThatIsFine() {
    Path manifest = Loaded.write(folder, "a.yaml", MANIFEST.replace("10.0.0.1", "None"));
    Path nativeFile = Loaded.write(folder, "b.yaml", service("other", "10.0.0.2", ""));

    assertThat(Loaded.paths(manifest, nativeFile).problems()).isEmpty();
  }

  @Test
  void vipWithoutEndpointsOfItsFamilyIsAWarning() {
    Loaded loaded = Loaded.text(folder, service("a", "10.0.0.1, '::1'", ""));

    assertThat(loaded.problems()).containsExactly("3:20 address-family");
  }

  private static String service(String name, String vips, String keys) {
    return """
    services:
    - name: %s
      vips: [%s]
      ports: [{port: 80}]
      endpoints: [10.1.0.1]
      %s
    """
        .formatted(
            name, vips, keys.replace(", sessionAffinityConfig", "\n  sessionAffinityConfig"));
  }

  private static String strip(String keys) {
    return keys.startsWith("{") ? keys.substring(1, keys.length() - 1) : keys;
  }
}
