package io.sluice.config.kubernetes;

import static io.sluice.config.kubernetes.ManifestTree.asMap;
import static io.sluice.config.kubernetes.ManifestTree.listAt;
import static io.sluice.config.kubernetes.ManifestTree.mapAt;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ServiceManifestsTest {
  private static EndpointSpec endpoint(String ip, int port) {
    return new EndpointSpec(IpAddress.parse(ip), port, 1, null, null, 0, Conditions.READY);
  }

  private static ServicePort port(String name, int number, EndpointSpec... endpoints) {
    return new ServicePort(
        name,
        Protocol.TCP,
        number,
        new TargetPort.Numbered(number),
        ConnectionSettings.DEFAULT,
        TrafficSettings.DEFAULT.with(new SessionAffinity.ClientIp(Duration.ofMinutes(1))),
        List.of(endpoints));
  }

  private static Inventory inventory(List<String> vips, ServicePort... ports) {
    Service service =
        new Service(
            new ServiceName("default", "web"),
            Map.of("b", "2", "a", "1"),
            vips.stream().map(IpAddress::parse).toList(),
            List.of(ports));
    return ServiceManifests.inventoryOf(List.of(service));
  }

  @Test
  void nativeServiceLooksLikeAClusterIpService() {
    Inventory inventory = inventory(List.of("10.0.0.1"), port("http", 80));
    Map<String, Object> tree = Reading.only(inventory.services()).tree();
    assertThat(mapAt(tree, "metadata"))
        .isEqualTo(
            Map.of("name", "web", "namespace", "default", "labels", Map.of("a", "1", "b", "2")));
    assertThat(mapAt(tree, "spec"))
        .isEqualTo(
            Map.of(
                "type", "ClusterIP",
                "clusterIP", "10.0.0.1",
                "clusterIPs", List.of("10.0.0.1"),
                "internalTrafficPolicy", "Cluster",
                "ipFamilies", List.of("IPv4"),
                "ipFamilyPolicy", "SingleStack",
                "ports",
                    List.of(
                        Map.of("name", "http", "port", 80L, "protocol", "TCP", "targetPort", 80L)),
                "sessionAffinity", "ClientIP",
                "sessionAffinityConfig", Map.of("clientIP", Map.of("timeoutSeconds", 60L))));
  }

  @Test
  void oneVipOfEachFamilyIsAClusterIpAndTheRestAreExternal() {
    Inventory inventory = inventory(List.of("10.0.0.1", "fd00::1", "10.0.0.2"), port("", 80));
    Map<String, Object> spec = mapAt(Reading.only(inventory.services()).tree(), "spec");
    assertThat(spec)
        .containsEntry("clusterIPs", List.of("10.0.0.1", "fd00::1"))
        .containsEntry("externalIPs", List.of("10.0.0.2"));
  }

  @Test
  void endpointsWithTheSamePortsShareASlice() {
    Inventory inventory =
        inventory(
            List.of("10.0.0.1"),
            port("http", 80, endpoint("10.1.0.1", 80), endpoint("10.1.0.2", 81)),
            port("more", 90, endpoint("10.1.0.1", 90), endpoint("10.1.0.2", 90)));
    assertThat(inventory.endpointSlices())
        .extracting(slice -> listAt(slice.tree(), "ports").size())
        .containsExactly(2, 2);
    Map<String, Object> endpoints = Reading.only(inventory.endpoints()).tree();
    assertThat(listAt(endpoints, "subsets")).hasSize(2);
  }

  @Test
  void addressWithTwoNumbersForOnePortIsInTwoSlices() {
    Inventory inventory =
        inventory(
            List.of("10.0.0.1"),
            port("http", 80, endpoint("10.1.0.1", 80), endpoint("10.1.0.1", 81)));
    Stream<Object> numbers =
        inventory.endpointSlices().stream()
            .map(slice -> asMap(listAt(slice.tree(), "ports").getFirst()).get("port"));
    assertThat(numbers).containsExactlyInAnyOrder(80L, 81L);
  }

  @Test
  void familiesHaveSlicesOfTheirOwn() {
    Inventory inventory =
        inventory(
            List.of("10.0.0.1"),
            port("http", 80, endpoint("10.1.0.1", 80), endpoint("fd00::1", 80)));
    assertThat(inventory.endpointSlices())
        .extracting(slice -> slice.tree().get("addressType"))
        .containsExactlyInAnyOrder("IPv4", "IPv6");
  }
}
