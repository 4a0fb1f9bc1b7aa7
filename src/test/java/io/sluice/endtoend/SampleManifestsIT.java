package io.sluice.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The sample manifests with real servers at their Pods' addresses. */
@Timeout(120)
class SampleManifestsIT {
  private static final Path SAMPLES = Path.of("../../config/samples");
  private static final String SAMPLE = "http://10.97.91.208:8080/";
  private static final String NAMED_PORT = "http://10.98.79.151:8080/";
  private static final int COULD_NOT_CONNECT = 7;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace cluster;
  private Sluice sluice;

  @BeforeEach
  void startServersAndLoadBalancer() throws IOException {
    Path manifests = Files.createDirectory(folder.resolve("manifests"));
    try (Stream<Path> samples = Files.list(SAMPLES)) {
      for (Path sample : samples.filter(file -> file.toString().endsWith(".yaml")).toList()) {
        Files.copy(sample, manifests.resolve(sample.getFileName()));
      }
    }
    namespaces = new NetworkNamespaces();
    cluster = namespaces.create("cluster");
    cluster.own("172.30.194.0/24");
    cluster.own("10.96.0.0/12");
    for (String address : List.of("66:80", "67:80", "68:80", "78:80", "79:81")) {
      Path own = folder.resolve("pod-" + address);
      namespaces.with(Nginx.start(cluster, own, "172.30.194." + address, "pod-" + address));
    }
    sluice =
        namespaces.with(
            Sluice.start(cluster, folder.resolve("log"), "run", "-f", manifests.toString()));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @Test
  void threeHundredConnectionsLandOnThreePodsAHundredEach() {
    assertThat(answers(SAMPLE, 300))
        .isEqualTo(Map.of("pod-66:80", 100L, "pod-67:80", 100L, "pod-68:80", 100L));
  }

  @Test
  void namedPortReachesPodsThatGiveItDifferentNumbers() {
    assertThat(answers(NAMED_PORT, 20)).isEqualTo(Map.of("pod-78:80", 10L, "pod-79:81", 10L));
  }

  @Test
  void podsThatGoUnreadyLeaveTheRotationAndComeBack() throws IOException {
    setReady("172.30.194.67", false);
    sluice.reload();
    assertThat(answers(SAMPLE, 20)).isEqualTo(Map.of("pod-66:80", 10L, "pod-68:80", 10L));

    setReady("172.30.194.66", false);
    setReady("172.30.194.68", false);
    sluice.reload();
    // curl says 7 for a refused connection only at once; a dropped one would be 28.
    Output refused = cluster.run("curl", "-sS", "--max-time", "5", SAMPLE);
    assertThat(refused.exit()).as(refused.err()).isEqualTo(COULD_NOT_CONNECT);
    // The other service is not touched by it.
    assertThat(answers(NAMED_PORT, 2)).hasSize(2);

    setReady("172.30.194.67", true);
    sluice.reload();
    assertThat(answers(SAMPLE, 10)).isEqualTo(Map.of("pod-67:80", 10L));
  }

  @Test
  void termEndsAnIdleProcessInOrder() {
    answers(SAMPLE, 3);
    sluice.process().signal("TERM");
    assertThat(sluice.process().awaitExit()).isZero();
  }

  /** How often each server answered that many connections, one after the other. */
  private Map<String, Long> answers(String url, int connections) {
    return cluster
        .run(
            "curl",
            "-sS",
            "--max-time",
            "60",
            "-H",
            "Connection: close",
            url + "?[1-" + connections + "]")
        .requireSuccess()
        .out()
        .lines()
        .collect(groupingBy(line -> line, counting()));
  }

  /** Rewrites the readiness of the Pod at that address. */
  private void setReady(String address, boolean ready) throws IOException {
    Path file = folder.resolve("manifests/sample-deployment-pods.yaml");
    String[] pods = Files.readString(file).split("(?m)^---\n", -1);
    for (int i = 0; i < pods.length; i++) {
      if (pods[i].contains("podIP: " + address + "\n")) {
        pods[i] =
            pods[i].replaceAll(
                "\\{type: Ready, status: \"\\w+\"\\}",
                "{type: Ready, status: \"" + (ready ? "True" : "False") + "\"}");
      }
    }
    Files.writeString(file, String.join("---\n", pods));
  }
}
