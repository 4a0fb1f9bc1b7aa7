package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.YamlParser;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LoopbackClusterTest {
  private final Problems problems = new Problems();

  private Service service(LoopbackCluster cluster, String name) {
    return Reading.service(cluster.objects(), name);
  }

  private LoopbackCluster play(String... streams) {
    return LoopbackCluster.play(
        List.of(streams).stream()
            .flatMap(stream -> YamlParser.parse("demo.yaml", stream, problems).stream())
            .toList(),
        problems);
  }

  @Test
  void samplesMoveToLoopbackAddressesAndUnprivilegedPorts() throws IOException {
    LoopbackCluster cluster = LoopbackCluster.play(Reading.samples(), problems);
    assertThat(problems.sorted()).isEmpty();
    Service multi = service(cluster, "sample-clusterip-multi");
    assertThat(multi.vips()).containsExactly(IpAddress.parse("127.103.122.46"));
    assertThat(multi.ports()).extracting("port").containsExactly(8080, 8443);
    assertThat(Reading.endpoints(multi, "https-port"))
        .containsExactly("127.30.194.66:10443", "127.30.194.67:10443", "127.30.194.68:10443");
    assertThat(Reading.endpoints(service(cluster, "sample-clusterip"), "http-port"))
        .containsExactly("127.30.194.66:10080", "127.30.194.67:10080", "127.30.194.68:10080");
    assertThat(Reading.endpoints(service(cluster, "sample-named-port-service"), "http-port"))
        .containsExactly("127.30.194.78:10080", "127.30.194.79:10081");
  }

  @Test
  void everyEndpointHasAPodThatListens() throws IOException {
    LoopbackCluster cluster = LoopbackCluster.play(Reading.samples(), problems);
    assertThat(cluster.podPorts()).hasSize(8).doesNotHaveDuplicates();
    assertThat(cluster.podPorts())
        .contains(
            new PodPort("sample-named-port-pod-80", IpAddress.parse("127.30.194.78"), 10080),
            new PodPort("sample-named-port-pod-81", IpAddress.parse("127.30.194.79"), 10081))
        .allMatch(port -> port.pod().startsWith("sample-"));
  }

  @Test
  void deploymentWithoutPodsGetsItsReplicas() throws IOException {
    LoopbackCluster cluster =
        LoopbackCluster.play(
            Reading.samples("sample-deployment.yaml", "sample-clusterip.yaml"), problems);
    assertThat(problems.sorted()).isEmpty();
    assertThat(Reading.endpoints(service(cluster, "sample-clusterip"), "http-port"))
        .containsExactly("127.30.194.66:10080", "127.30.194.67:10080", "127.30.194.68:10080");
    assertThat(cluster.objects().inventory().pods())
        .hasSize(3)
        .allMatch(pod -> pod.name().startsWith("sample-deployment-"));
  }

  @Test
  void podWithoutAddressGetsAFreeOneAndRuns() {
    LoopbackCluster cluster =
        play(
            Yaml.WEB,
            Yaml.pod("given", "172.30.194.66"),
            Yaml.pod("fresh", "labels: {app: web}", "[{name: http, containerPort: 80}]", "{}"));
    assertThat(Reading.endpoints(service(cluster, "web"), "http"))
        .containsExactly("127.30.194.66:10080", "127.30.194.67:10080");
  }

  @Test
  void absentTargetPortIsTheServicePortMovedUp() {
    LoopbackCluster cluster =
        play(
            Yaml.service("web", "{clusterIP: 10.0.0.1, selector: {app: web}, ports: [{port: 80}]}"),
            Yaml.pod("a", "10.1.0.1"));
    assertThat(service(cluster, "web").ports().getFirst().port()).isEqualTo(80);
    assertThat(Reading.endpoints(service(cluster, "web"), "")).containsExactly("127.1.0.1:10080");
  }

  @Test
  void slicesMoveTooAndWin() {
    LoopbackCluster cluster =
        play(
            Yaml.WEB,
            Yaml.slice("web-1", "[{name: http, port: 443}]", "[{addresses: [10.2.0.1]}]"));
    assertThat(cluster.podPorts())
        .containsExactly(new PodPort("127.2.0.1", IpAddress.parse("127.2.0.1"), 10443));
  }

  @Test
  void askingForVeryManyReplicasGivesABoundedNumberOnAddressesOfTheirOwn() {
    LoopbackCluster cluster =
        play(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: many}
            spec:
              replicas: 2000000000
              selector: {matchLabels: {app: web}}
              template: {metadata: {labels: {app: web}}, spec: {containers: []}}
            """,
            Yaml.service(
                "web", "{clusterIP: 10.0.0.1, selector: {app: web}, ports: [{port: 80}]}"));
    assertThat(problems.sorted()).isEmpty();
    List<String> endpoints = Reading.endpoints(service(cluster, "web"), "");
    Set<String> distinct = new HashSet<>(endpoints);
    assertThat(distinct).hasSize(100);
  }
}
