package io.sluice.config.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.problem.Problems;
import io.sluice.config.schema.PortSettings;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlParser;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** F46: large configurations load in seconds; a quadratic step would take minutes here. */
@Timeout(60)
class LargeManifestsTest {
  private static final int SERVICES = 10_000;

  @Test
  void tenThousandServicesWithSlicesOfTenEndpoints() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SERVICES; i++) {
      appendService(text, i, "{app: a" + i + "}");
      text.append("---\n");
      appendSlice(text, i);
      text.append("---\n");
    }
    KubernetesObjects objects = read(text);
    assertThat(objects.services()).hasSize(SERVICES);
    assertThat(objects.services())
        .allMatch(service -> service.ports().getFirst().endpoints().size() == 10);
  }

  @Test
  void tenThousandSelectorsOverTenThousandPodsThatShareALabel() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < SERVICES; i++) {
      appendService(text, i, "{tier: all, app: a" + i + "}");
      text.append("---\n");
      String labels = "labels: {tier: all, app: a" + i + "}";
      text.append(Yaml.pod("p" + i, labels, "[]", Yaml.ready(ip(10, i)))).append("---\n");
    }
    KubernetesObjects objects = read(text);
    assertThat(objects.services())
        .allMatch(service -> service.ports().getFirst().endpoints().size() == 1);
  }

  private static KubernetesObjects read(StringBuilder text) {
    Problems problems = new Problems();
    List<YamlNode> documents = YamlParser.parse("large.yaml", text.toString(), problems);
    ManifestReader reader = new ManifestReader(problems, PortSettings.DEFAULT);
    long start = System.nanoTime();
    documents.forEach(reader::read);
    KubernetesObjects objects = reader.finish();
    Duration taken = Duration.ofNanos(System.nanoTime() - start);
    assertThat(problems.sorted()).isEmpty();
    assertThat(taken).isLessThan(Duration.ofSeconds(20));
    return objects;
  }

  private static void appendService(StringBuilder text, int i, String selector) {
    text.append(
        Yaml.service(
            "s" + i,
            "{clusterIP: %s, selector: %s, ports: [{port: 80, targetPort: 8080}]}"
                .formatted(ip(11, i), selector)));
  }

  private static void appendSlice(StringBuilder text, int i) {
    StringBuilder endpoints = new StringBuilder("[");
    for (int e = 0; e < 10; e++) {
      endpoints.append("{addresses: [").append(ip(20 + e, i)).append("]}, ");
    }
    String labels = "{kubernetes.io/service-name: s" + i + "}";
    text.append(
        Yaml.slice("s" + i + "-1", "IPv4", labels, "[{port: 8080}]", endpoints.append("]") + ""));
  }

  private static String ip(int first, int i) {
    return first + ".0." + (i >> 8) + "." + (i & 0xff);
  }
}
