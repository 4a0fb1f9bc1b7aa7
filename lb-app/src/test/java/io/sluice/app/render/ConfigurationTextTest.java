package io.sluice.app.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigurationLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is rendered loads again to the same, and rendering that changes nothing. */
final class ConfigurationTextTest {
  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"../config/minimal.yaml", "../config/full.yaml", "../config/samples"})
  void shippedConfigurationsComeBackAsTheyWere(String path) throws IOException {
    assertComesBack(load(Path.of(path)));
  }

  @Test
  void everyNativeSettingComesBack() throws IOException {
    String text =
"""
admin: {listen: "unix:/run/$${x}.sock"}
shutdown: {drainTimeout: 1m30s500ms}
dataPlane: {transport: Nio, eventLoops: 3, zeroCopy: Off}
limits: {maxConnections: 17, maxUdpSessions: 18}
node: {name: node-1, zone: eu}
defaults: {connectTimeout: 1s, retries: 7}
services:
  - name: web
    namespace: shop
    labels: {app: "1", "example.com/on": "true"}
    vips: [127.0.0.1, "::1"]
    ports:
      - {name: a, port: 80, targetPort: b, idleTimeout: 7ms}
      - {name: c, port: 81, targetPort: 8081, connectTimeout: 5s}
      - {name: d, port: 82, targetPort: b}
    endpoints:
      - {address: "::2", ports: {b: 1, c: 2}, weight: 0, zone: "1", node: "2"}
      - {address: 127.0.0.3, ports: {a: 3, d: 3}, weight: 10000}
      - {address: 127.0.0.3, ports: {a: 4, c: 5, d: 4}, zone: x}
    sessionAffinity: ClientIP
    sessionAffinityConfig: {clientIP: {timeoutSeconds: 60}}
  - name: files
    vips: [127.0.0.4]
    ports: [{port: 80, listen: ["unix:/run/$${x}", "unix:/run/a b"]}]
    endpoints:
      - unix:/run/a=b weight=2 zone=x
      - {address: "unix:/run/c d", priority: 3}
      - 127.0.0.5:81
""";
    Configuration configuration = load(file(text));
    assertComesBack(configuration);
    assertThat(ConfigurationText.of(configuration)).doesNotContain("kind:");
  }

  @Test
  void serviceThatIsMoreThanNativeComesBackAsManifests() throws IOException {
    String text =
"""
apiVersion: v1
kind: Service
metadata: {name: web, namespace: shop, labels: {app: web}}
spec:
  clusterIP: 127.0.0.9
  ports: [{name: http, port: 80, targetPort: http}, {name: https, port: 443}]
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: web-1, namespace: shop, labels: {kubernetes.io/service-name: web}}
addressType: IPv4
ports: [{name: http, port: 8080}]
endpoints:
  - {addresses: [127.0.0.2], conditions: {ready: true}}
  - {addresses: [127.0.0.3], conditions: {ready: false}, zone: a, nodeName: n}
---
defaults: {connectTimeout: 3s}
""";
    Configuration configuration = load(file(text));
    assertComesBack(configuration);
    assertThat(ConfigurationText.of(configuration))
        .contains("kind: Service\n", "kind: EndpointSlice\n", "sluice.io/connect-timeout: 3s");
  }

  @Test
  void servicesOfManifestsMeanTheSameBesideOtherDefaults() throws IOException {
    String text =
"""
apiVersion: v1
kind: Service
metadata:
  name: web
  annotations:
    sluice.io/idle-timeout: 60s
    sluice.io/session-affinity-config: '{clientIP: {maxEntries: 5}}'
    sluice.io/routes: '[{names: [a.example], service: plain, port: a}]'
spec: {clusterIP: 127.0.0.9, sessionAffinity: ClientIP, ports: [{port: 80}]}
---
apiVersion: v1
kind: Service
metadata: {name: plain}
spec:
  type: LoadBalancer
  clusterIP: 127.0.0.8
  loadBalancerSourceRanges: [10.0.0.0/8]
  ports: [{name: a, port: 80}, {name: b, port: 80, protocol: UDP}]
status: {loadBalancer: {ingress: [{ip: 127.0.0.7}, {ip: "::1"}]}}
---
apiVersion: discovery.k8s.io/v1
kind: EndpointSlice
metadata: {name: plain-1, labels: {kubernetes.io/service-name: plain}}
addressType: IPv4
ports: [{name: a, port: 8080}]
endpoints: [{addresses: [127.0.0.2], conditions: {ready: false}}]
---
defaults:
  connectTimeout: 3s
  queue: {size: 5}
  balancing: Maglev
  tls: {origination: {serverName: a.example}}
  proxyProtocol: {accept: V2, trusted: [10.0.0.0/8, "fd00::/8"]}
""";
    Configuration configuration = load(file(text));
    assertComesBack(configuration);
    assertThat(ConfigurationText.of(configuration))
        .contains("sluice.io/balancing: Maglev", "sluice.io/queue: '{size: 5}'");
  }

  @Test
  void hashSeedIsNotShown() throws IOException {
    Configuration configuration = load(file("dataPlane: {hashSeed: t0p-s3cret}\n"));
    assertThat(ConfigurationText.of(configuration))
        .startsWith("# dataPlane.hashSeed is set, and not shown.\n")
        .doesNotContain("s3cret");
  }

  private void assertComesBack(Configuration configuration) throws IOException {
    String text = ConfigurationText.of(configuration);
    Configuration again = load(file(text));
    assertThat(again.settings()).isEqualTo(configuration.settings());
    assertThat(again.services()).isEqualTo(configuration.services());
    assertThat(ConfigurationText.of(again)).isEqualTo(text);
  }

  private Path file(String text) throws IOException {
    return Files.writeString(folder.resolve("test.yaml"), text);
  }

  private static Configuration load(Path path) {
    LoadResult result = ConfigurationLoader.load(List.of(path), Map.of());
    Configuration configuration = result.configuration();
    if (configuration == null) {
      throw new AssertionError(result.problems());
    }
    return configuration;
  }
}
