package io.sluice.config.kubernetes;

import static io.sluice.config.kubernetes.Yaml.WEB;
import static io.sluice.config.kubernetes.Yaml.pod;
import static io.sluice.config.kubernetes.Yaml.ready;
import static io.sluice.config.kubernetes.Yaml.unready;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** KUBERNETES 2: which endpoints the pods that a service selects give it. */
class PodEndpointsTest {
  private static final String LABELS = "labels: {app: web}";
  private static final String HTTP_80 = "[{name: http, containerPort: 80}]";
  private static final String PUBLISHING =
      WEB.replace("selector:", "publishNotReadyAddresses: true, selector:");

  private static Reading withNodes(String... more) {
    String node =
        """
        apiVersion: v1
        kind: Node
        metadata: {name: n1, labels: {topology.kubernetes.io/zone: z1}}
        """;
    return Reading.of(WEB + "---\n" + node + "---\n" + String.join("---\n", more));
  }

  private static String podOn(String node, String name, String ip) {
    return pod(name, ip).replace("spec: {", "spec: {nodeName: " + node + ", ");
  }

  @Test
  void readyPodsOfTheSelectorAreEndpoints() {
    Reading reading =
        Reading.of(
            WEB,
            pod("b", "10.1.0.2"),
            pod("a", "10.1.0.1"),
            pod("other", "labels: {app: other}", HTTP_80, ready("10.1.0.3")),
            pod("more", "labels: {app: web, tier: x}", HTTP_80, ready("10.1.0.4")),
            pod("case", "labels: {app: Web}", HTTP_80, ready("10.1.0.5")),
            pod("away", "namespace: away, " + LABELS, HTTP_80, ready("10.1.0.6")));
    assertThat(reading.web()).containsExactly("10.1.0.1:80", "10.1.0.2:80", "10.1.0.4:80");
    assertThat(reading.problems()).isEmpty();
  }

  @ParameterizedTest(name = "2 phase {0}")
  @CsvSource({"Running, 1", "Pending, 1", "Unknown, 1", "Succeeded, 0", "Failed, 0"})
  void finishedPodsAreNoEndpoints(String phase, int endpoints) {
    String status = ready("10.1.0.1").replace("Running", phase);
    assertThat(Reading.of(WEB, pod("a", LABELS, HTTP_80, status)).web()).hasSize(endpoints);
  }

  @Test
  void podWithoutAddressIsNoEndpointAndNoted() {
    Reading reading = Reading.of(WEB, pod("a", LABELS, HTTP_80, "{phase: Pending}"));
    assertThat(reading.web()).isEmpty();
    assertThat(reading.rules()).containsExactly("pod-without-address");
  }

  @Test
  void unreadyPodIsAnEndpointThatIsNotReady() {
    Reading reading = Reading.of(WEB, pod("a", LABELS, HTTP_80, unready("10.1.0.1")));
    assertThat(reading.onlyWebEndpoint().conditions())
        .isEqualTo(new Conditions(false, false, false));
    assertThat(reading.rules()).containsExactly("pod-not-ready");
  }

  @Test
  void leavingPodServesButIsNotReady() {
    String metadata = "deletionTimestamp: '2025-01-01T00:00:00Z', " + LABELS;
    Reading reading = Reading.of(WEB, pod("a", metadata, HTTP_80, ready("10.1.0.1")));
    assertThat(reading.onlyWebEndpoint().conditions()).isEqualTo(new Conditions(false, true, true));
  }

  @Test
  void publishedAddressesAreReadyWhateverThePodSays() {
    String metadata = "deletionTimestamp: '2025-01-01T00:00:00Z', " + LABELS;
    Reading reading = Reading.of(PUBLISHING, pod("a", metadata, HTTP_80, unready("10.1.0.1")));
    assertThat(reading.onlyWebEndpoint().conditions()).isEqualTo(new Conditions(true, false, true));
  }

  @Test
  void podHasAnEndpointInEachFamilyOfTheService() {
    Reading reading =
        Reading.of(
            WEB.replace("clusterIP: 10.96.0.10", "clusterIPs: [10.0.0.1, 'fd00::a']"),
            pod(
                "a",
                LABELS,
                HTTP_80,
                "{podIP: 10.1.0.1, podIPs: [{ip: 10.1.0.1}, {ip: 'fd00::1'}],"
                    + " conditions: [{type: Ready, status: 'True'}]}"));
    assertThat(reading.web()).containsExactly("10.1.0.1:80", "[fd00::1]:80");
  }

  @Test
  void numberedTargetPortNeedsNoContainerPort() {
    Reading reading =
        Reading.of(
            WEB.replace("targetPort: http", "targetPort: 9999"),
            pod("a", LABELS, "[]", ready("10.1.0.1")));
    assertThat(reading.web()).containsExactly("10.1.0.1:9999");
  }

  @Test
  void namedTargetPortIsResolvedPodByPod() {
    Reading reading =
        Reading.of(
            WEB,
            pod("a", LABELS, "[{name: http, containerPort: 80}]", ready("10.1.0.1")),
            pod("b", LABELS, "[{name: http, containerPort: 81}]", ready("10.1.0.2")));
    assertThat(reading.web()).containsExactly("10.1.0.1:80", "10.1.0.2:81");
  }

  @ParameterizedTest(name = "2 FindPort {0}")
  @CsvSource(
      delimiter = '|',
      value = {
        "containers: [{ports: [{name: http, containerPort: 1}, {name: http, containerPort: 2}]}] |"
            + " 1",
        "containers: [{ports: [{name: x, containerPort: 1}]}, {ports: [{name: http, containerPort:"
            + " 2}]}] | 2",
        "containers: [{ports: [{name: http, containerPort: 1, protocol: UDP}, {name: http,"
            + " containerPort: 2}]}] | 2",
        "initContainers: [{restartPolicy: Always, ports: [{name: http, containerPort: 3}]}],"
            + " containers: [{}] | 3",
        "initContainers: [{restartPolicy: Always, ports: [{name: http, containerPort: 3}]}],"
            + " containers: [{ports: [{name: http, containerPort: 4}]}] | 4",
        "initContainers: [{ports: [{name: http, containerPort: 3}]}], containers: [{}] | 0",
        "containers: [{ports: [{name: HTTP, containerPort: 1}]}] | 0",
        "containers: [{ports: [{containerPort: 80}]}] | 0",
      })
  void namedPortIsTheFirstOfItsProtocolThenASidecars(String spec, int expected) {
    String pod =
        """
        apiVersion: v1
        kind: Pod
        metadata: {name: a, labels: {app: web}}
        spec: {%s}
        status: %s
        """
            .formatted(spec, ready("10.1.0.1"));
    Reading reading = Reading.of(WEB, pod);
    assertThat(reading.web().toString())
        .isEqualTo(expected == 0 ? "[]" : "[10.1.0.1:" + expected + "]");
    assertThat(reading.errorRules()).isEmpty();
  }

  @Test
  void podWithoutTheNamedPortKeepsItsOtherPorts() {
    Reading reading =
        Reading.of(
            Yaml.service(
                "web",
                "{clusterIP: 10.0.0.1, selector: {app: web}, ports: ["
                    + "{name: http, port: 80, targetPort: http},"
                    + " {name: admin, port: 81, targetPort: admin}]}"),
            pod("a", LABELS, HTTP_80, ready("10.1.0.1")));
    assertThat(reading.web()).containsExactly("10.1.0.1:80");
    assertThat(Reading.endpoints(reading.service("web"), "admin")).isEmpty();
  }

  @Test
  void withoutNodesPodsMayBeAnywhere() {
    assertThat(Reading.of(WEB, podOn("n9", "a", "10.1.0.1")).web()).hasSize(1);
  }

  @Test
  void podTakesTheZoneOfItsNode() {
    EndpointSpec spec = withNodes(podOn("n1", "a", "10.1.0.1")).onlyWebEndpoint();
    assertThat(spec.node()).isEqualTo("n1");
    assertThat(spec.zone()).isEqualTo("z1");
  }

  @Test
  void withNodesPodOnAnUnknownOneIsSkippedWithAWarning() {
    Reading reading = withNodes(podOn("n9", "a", "10.1.0.1"), pod("b", "10.1.0.2"));
    assertThat(reading.web()).isEmpty();
    assertThat(reading.rules()).containsExactly("unknown-node", "unknown-node");
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "null"})
  void emptySelectorSelectsNothingAsTheApiServerDropsIt(String selector) {
    Reading reading = Reading.of(WEB.replace("{app: web}", selector), pod("a", "10.1.0.1"));
    assertThat(reading.web()).isEmpty();
    assertThat(reading.problems()).isEmpty();
  }

  @Test
  void selectorWithoutPodsIsNoted() {
    assertThat(Reading.of(WEB).rules()).containsExactly("no-pod-selected");
  }

  @Test
  void slicesWinOverPods() {
    Reading reading =
        Reading.of(
            WEB,
            pod("a", "10.1.0.1"),
            Yaml.slice("web-1", "[{name: http, port: 8}]", "[{addresses: [10.9.0.1]}]"));
    assertThat(reading.web()).containsExactly("10.9.0.1:8");
  }

  @Test
  void podsWinOverEndpoints() {
    Reading reading = Reading.of(WEB, pod("a", "10.1.0.1"), endpoints());
    assertThat(reading.web()).containsExactly("10.1.0.1:80");
  }

  @Test
  void endpointsObjectServesWhereNothingElseDoes() {
    Reading reading = Reading.of(WEB, endpoints());
    assertThat(reading.web()).containsExactly("10.5.0.1:85", "10.5.0.2:85");
    assertThat(reading.service("web").ports().getFirst().endpoints())
        .extracting(spec -> spec.conditions().ready())
        .containsExactly(true, false);
    assertThat(reading.problems()).isEmpty();
  }

  private static String endpoints() {
    return """
    apiVersion: v1
    kind: Endpoints
    metadata: {name: web}
    subsets:
      - addresses: [{ip: 10.5.0.1}]
        notReadyAddresses: [{ip: 10.5.0.2}]
        ports: [{name: http, port: 85}]
    """;
  }
}
