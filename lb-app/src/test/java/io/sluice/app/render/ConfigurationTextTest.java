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
limits: {maxConnections: 17}
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
