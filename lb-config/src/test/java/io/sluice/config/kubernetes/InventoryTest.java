package io.sluice.config.kubernetes;

import static io.sluice.config.kubernetes.ManifestTree.asMap;
import static io.sluice.config.kubernetes.ManifestTree.listAt;
import static io.sluice.config.kubernetes.ManifestTree.mapAt;
import static io.sluice.config.kubernetes.Yaml.WEB;
import static io.sluice.config.kubernetes.Yaml.pod;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Inventory;
import io.sluice.config.model.Manifest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** KUBERNETES 1.2 and 2: the objects that the API server and the controllers would have made. */
class InventoryTest {
  private static Map<String, Object> spec(String spec) {
    Inventory inventory = Reading.of(Yaml.service("web", spec)).objects().inventory();
    return mapAt(Reading.only(inventory.services()).tree(), "spec");
  }

  private static Manifest slice(Reading reading) {
    return Reading.only(reading.objects().inventory().endpointSlices());
  }

  private static Manifest endpoints(Reading reading) {
    return Reading.only(reading.objects().inventory().endpoints());
  }

  @Test
  void clusterIpServiceHasItsDefaults() {
    assertThat(spec("{clusterIP: 10.0.0.1, ports: [{port: 80}]}"))
        .containsEntry("type", "ClusterIP")
        .containsEntry("clusterIP", "10.0.0.1")
        .containsEntry("clusterIPs", List.of("10.0.0.1"))
        .containsEntry("ipFamilies", List.of("IPv4"))
        .containsEntry("ipFamilyPolicy", "SingleStack")
        .containsEntry("internalTrafficPolicy", "Cluster")
        .containsEntry("sessionAffinity", "None")
        .containsEntry("ports", List.of(Map.of("port", 80L, "protocol", "TCP", "targetPort", 80L)))
        .doesNotContainKeys("externalTrafficPolicy", "sessionAffinityConfig");
  }

  @Test
  void externalTrafficPolicyIsSetWhereTheServiceIsReachedFromOutside() {
    assertThat(spec("{type: NodePort, clusterIP: 10.0.0.1, ports: [{port: 80}]}"))
        .containsEntry("externalTrafficPolicy", "Cluster");
    assertThat(spec("{clusterIP: 10.0.0.1, externalIPs: [192.0.2.1], ports: [{port: 80}]}"))
        .containsEntry("externalTrafficPolicy", "Cluster");
  }

  @Test
  void loadBalancerHasItsDefaults() {
    Inventory inventory =
        Reading.of(
                Yaml.service(
                        "web", "{type: LoadBalancer, clusterIP: 10.0.0.1, ports: [{port: 80}]}")
                    + "status: {loadBalancer: {ingress: [{ip: 192.0.2.1}, {hostname: h}]}}\n")
            .objects()
            .inventory();
    Map<String, Object> tree = Reading.only(inventory.services()).tree();
    assertThat(mapAt(tree, "spec")).containsEntry("allocateLoadBalancerNodePorts", true);
    assertThat(mapAt(mapAt(tree, "status"), "loadBalancer").get("ingress"))
        .isEqualTo(List.of(Map.of("ip", "192.0.2.1", "ipMode", "VIP"), Map.of("hostname", "h")));
  }

  @Test
  void affinityHasItsTimeout() {
    assertThat(spec("{clusterIP: 10.0.0.1, ports: [{port: 80}], sessionAffinity: ClientIP}"))
        .containsEntry(
            "sessionAffinityConfig", Map.of("clientIP", Map.of("timeoutSeconds", 10_800L)));
  }

  @Test
  void affinityConfigWithoutAffinityIsDropped() {
    assertThat(
            spec(
                "{clusterIP: 10.0.0.1, ports: [{port: 80}],"
                    + " sessionAffinityConfig: {clientIP: {timeoutSeconds: 5}}}"))
        .doesNotContainKey("sessionAffinityConfig");
  }

  @Test
  void externalNameHasNoAddressesNorPolicies() {
    assertThat(spec("{type: ExternalName, externalName: h.example}"))
        .doesNotContainKeys("clusterIPs", "ipFamilies", "ipFamilyPolicy", "internalTrafficPolicy");
  }

  @Test
  void namespaceIsWrittenOut() {
    Reading reading = Reading.of(WEB, pod("a", "10.1.0.1"));
    Inventory inventory = reading.objects().inventory();
    for (List<Manifest> manifests :
        List.of(
            inventory.services(),
            inventory.pods(),
            inventory.endpointSlices(),
            inventory.endpoints())) {
      assertThat(mapAt(Reading.only(manifests).tree(), "metadata"))
          .containsEntry("namespace", "default");
    }
  }

  @Test
  void podsBecomeASliceAsTheControllerMakesIt() {
    Manifest slice =
        slice(
            Reading.of(
                WEB.replace("{name: web}", "{name: web, uid: u1, labels: {team: t}}"),
                pod("b", "10.1.0.2"),
                pod("a", "10.1.0.1")));
    assertThat(slice.name()).matches("web-[bcdfghjklmnpqrstvwxz2456789]{5}");
    Map<String, Object> tree = slice.tree();
    assertThat(tree)
        .containsEntry("addressType", "IPv4")
        .containsEntry("apiVersion", "discovery.k8s.io/v1")
        .containsEntry("kind", "EndpointSlice")
        .containsEntry("ports", List.of(Map.of("name", "http", "port", 80L, "protocol", "TCP")));
    Map<String, Object> metadata = mapAt(tree, "metadata");
    assertThat(metadata).containsEntry("generateName", "web-");
    assertThat(mapAt(metadata, "labels"))
        .containsEntry("team", "t")
        .containsEntry("kubernetes.io/service-name", "web")
        .containsEntry("endpointslice.kubernetes.io/managed-by", "endpointslice-controller.k8s.io")
        .doesNotContainKey("service.kubernetes.io/headless");
    assertThat(asMap(listAt(metadata, "ownerReferences").getFirst()))
        .containsEntry("kind", "Service")
        .containsEntry("name", "web")
        .containsEntry("uid", "u1");
    assertThat(listAt(tree, "endpoints").getFirst())
        .isEqualTo(
            Map.of(
                "addresses",
                List.of("10.1.0.1"),
                "conditions",
                Map.of("ready", true, "serving", true, "terminating", false),
                "targetRef",
                Map.of("kind", "Pod", "name", "a", "namespace", "default")));
  }

  @Test
  void sameManifestsHaveTheSameSliceNames() {
    String[] manifests = {WEB, pod("a", "10.1.0.1")};
    assertThat(slice(Reading.of(manifests)).name()).isEqualTo(slice(Reading.of(manifests)).name());
  }

  @Test
  void headlessServiceMarksItsSlices() {
    String headless = WEB.replace("10.96.0.10", "None");
    Reading reading = Reading.of(headless, pod("a", "10.1.0.1"));
    assertThat(mapAt(mapAt(slice(reading).tree(), "metadata"), "labels"))
        .containsEntry("service.kubernetes.io/headless", "");
    assertThat(reading.web()).containsExactly("10.1.0.1:80");
  }

  @Test
  void serviceWithoutPodsHasAPlaceholderSliceAndEmptyEndpoints() {
    Reading reading = Reading.of(WEB);
    assertThat(slice(reading).tree())
        .containsEntry("endpoints", List.of())
        .containsEntry("ports", List.of());
    assertThat(endpoints(reading).tree()).doesNotContainKey("subsets");
  }

  @Test
  void serviceWithoutSelectorHasNoSlice() {
    Reading reading = Reading.of(Yaml.service("web", "{clusterIP: 10.0.0.1, ports: [{port: 1}]}"));
    assertThat(reading.objects().inventory().endpointSlices()).isEmpty();
    assertThat(reading.objects().inventory().endpoints()).isEmpty();
  }

  @Test
  void moreThanAHundredEndpointsNeedMoreSlices() {
    String[] manifests = new String[251];
    manifests[0] = WEB;
    for (int i = 1; i <= 250; i++) {
      manifests[i] = pod("p" + i, "10.1.0." + i);
    }
    Reading reading = Reading.of(manifests);
    assertThat(reading.web()).hasSize(250);
    assertThat(reading.objects().inventory().endpointSlices())
        .extracting(slice -> listAt(slice.tree(), "endpoints").size())
        .containsExactlyInAnyOrder(100, 100, 50);
  }

  @Test
  void endpointsObjectSeparatesReadyFromNotReady() {
    Reading reading =
        Reading.of(
            WEB,
            pod("a", "10.1.0.1"),
            pod(
                "b",
                "labels: {app: web}",
                "[{name: http, containerPort: 80}]",
                Yaml.unready("10.1.0.2")));
    Map<String, Object> subset = asMap(listAt(endpoints(reading).tree(), "subsets").getFirst());
    assertThat(listAt(subset, "addresses")).hasSize(1);
    assertThat(asMap(listAt(subset, "addresses").getFirst())).containsEntry("ip", "10.1.0.1");
    assertThat(asMap(listAt(subset, "notReadyAddresses").getFirst()))
        .containsEntry("ip", "10.1.0.2");
  }

  @Test
  void endpointsObjectJoinsThePortsOfAnAddress() {
    Reading reading =
        Reading.of(
            WEB,
            Yaml.slice("web-1", "[{name: http, port: 1}]", "[{addresses: [10.1.0.1]}]"),
            Yaml.slice("web-2", "[{name: more, port: 2}]", "[{addresses: [10.1.0.1]}]"));
    Map<String, Object> subset = asMap(listAt(endpoints(reading).tree(), "subsets").getFirst());
    assertThat(listAt(subset, "ports")).hasSize(2);
  }

  @Test
  void leavingPodIsInNoEndpointsObject() {
    Reading reading =
        Reading.of(
            WEB,
            pod(
                "a",
                "deletionTimestamp: '2025-01-01T00:00:00Z', labels: {app: web}",
                "[{name: http, containerPort: 80}]",
                Yaml.ready("10.1.0.1")));
    assertThat(endpoints(reading).tree()).doesNotContainKey("subsets");
  }

  @Test
  void givenEndpointsAreKeptAndMirrored() {
    Reading reading =
        Reading.of(
            Yaml.service("web", "{clusterIP: 10.0.0.1, ports: [{port: 80}]}"),
            """
            apiVersion: v1
            kind: Endpoints
            metadata: {name: web}
            subsets: [{addresses: [{ip: 10.5.0.1}], ports: [{port: 85}]}]
            """);
    assertThat(listAt(endpoints(reading).tree(), "subsets"))
        .isEqualTo(
            List.of(
                Map.of(
                    "addresses", List.of(Map.of("ip", "10.5.0.1")),
                    "ports", List.of(Map.of("port", 85L)))));
    assertThat(mapAt(mapAt(slice(reading).tree(), "metadata"), "labels"))
        .containsEntry(
            "endpointslice.kubernetes.io/managed-by", "endpointslicemirroring-controller.k8s.io");
  }
}
