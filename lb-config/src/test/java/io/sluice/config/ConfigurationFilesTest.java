package io.sluice.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.sluice.config.model.Service;
import io.sluice.config.problem.Problem;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ConfigurationFilesTest {
  @TempDir private Path folder;

  @Test
  void folderIsItsFilesInNameOrder() {
    Loaded.write(folder, "b.yml", service("b", 2));
    Loaded.write(folder, "a.yaml", service("a", 1));
    Loaded.write(folder, "c.json", json("c", 3));
    Loaded.write(folder, "d.txt", "not: [yaml");
    Loaded.write(folder, ".hidden.yaml", "not: [yaml");
    Loaded.write(folder, "sub/e.yaml", "not: [yaml");
    Loaded.write(folder, "g.yaml", service("a", 7));

    Loaded loaded = Loaded.paths(folder);

    assertThat(loaded.result().problems()).hasSize(1);
    Problem problem = loaded.result().problems().getFirst();
    assertThat(problem.position().source()).isEqualTo(folder.resolve("g.yaml").toString());
    assertThat(problem.message()).contains(folder.resolve("a.yaml") + ":2");
  }

  @Test
  void mountedConfigMapIsReadOnce() throws IOException {
    Loaded.write(folder, "..2026_11_23/sluice.yaml", service("web", 1));
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_23"));
    Files.createSymbolicLink(folder.resolve("sluice.yaml"), Path.of("..data/sluice.yaml"));

    assertThat(Loaded.paths(folder).configuration().services()).hasSize(1);
  }

  @Test
  void fileNamedTwiceIsReadOnce() {
    Path file = Loaded.write(folder, "a.yaml", service("a", 1));

    assertThat(Loaded.paths(file, folder, file).problems()).isEmpty();
  }

  @Test
  void indentationOfJsonMayBeTabs() {
    Path file = Loaded.write(folder, "a.json", json("a", 1));

    assertThat(Loaded.paths(file).problems()).isEmpty();
  }

  @Test
  void everyMissingPathIsAProblem() {
    Path file = Loaded.write(folder, "a.yaml", "servces: []\n");
    Path missing = folder.resolve("missing.yaml");
    Loaded loaded = Loaded.paths(missing, file, folder.resolve("nor-this"));

    assertThat(loaded.result().problems())
        .extracting(Problem::rule)
        .containsExactly("unknown-key", "missing", "missing");
  }

  @Test
  void pipeIsNeverOpened() throws Exception {
    Path pipe = folder.resolve("pipe.yaml");
    assertThat(new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor()).isZero();

    Loaded loaded = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Loaded.paths(pipe));

    assertThat(loaded.problems()).containsExactly("0:0 not-a-file");
    assertThat(Loaded.paths(Path.of("/dev/zero")).problems()).containsExactly("0:0 not-a-file");
  }

  /** F47, C15: 100 MB. */
  @Test
  void largeFileIsRefusedUnread() throws IOException {
    Path file = folder.resolve("large.yaml");
    try (RandomAccessFile access = new RandomAccessFile(file.toFile(), "rw")) {
      access.setLength(100_000_000);
    }

    Loaded loaded = assertTimeoutPreemptively(Duration.ofSeconds(30), () -> Loaded.paths(file));

    assertThat(loaded.problems()).containsExactly("0:0 too-large");
  }

  @Test
  void manifestsAreFoundBesideTheFileThatNamesThem() {
    Loaded.write(
        folder,
        "kubernetes/web.yaml",
        """
        apiVersion: v1
        kind: Service
        metadata: {name: manifest}
        spec: {clusterIP: 10.0.0.9, ports: [{port: 80}]}
        """);
    Path file =
        Loaded.write(folder, "sluice.yaml", service("native", 1) + "manifests: [kubernetes/]\n");

    Loaded loaded = Loaded.paths(file);

    assertThat(loaded.configuration().services())
        .extracting(Service::name)
        .hasToString("[default/manifest, default/native]");
    assertThat(loaded.configuration().inventory().services()).hasSize(2);
  }

  @Test
  void manifestsThatAreNoneAreProblems() {
    Loaded.write(folder, "other.yaml", service("other", 2));
    Path file =
        Loaded.write(
            folder, "sluice.yaml", service("a", 1) + "manifests: [missing, other.yaml, 'a\\0b']\n");

    assertThat(Loaded.paths(file).result().problems())
        .extracting(Problem::rule)
        .containsExactlyInAnyOrder("missing", "missing", "not-a-manifest");
  }

  @Test
  void documentsOfOneStreamAreToldApart() {
    Loaded loaded =
        Loaded.text(
            folder,
            service("native", 1)
                + """
                ---
                apiVersion: v1
                kind: Service
                metadata: {name: manifest}
                spec: {clusterIP: 10.0.0.9, ports: [{port: 80}]}
                ---
                - neither
                """);

    assertThat(loaded.problems()).containsExactly("12:1 type");
  }

  @Test
  void environmentFillsValues() {
    Map<String, String> environment =
        Map.of("VIP", "10.0.0.1", "PORT", "80", "EMPTY", "", "YAML", "[1, 2]");
    Loaded loaded =
        Loaded.text(
            folder,
            """
            services:
              - name: ${NAME:-web}
                namespace: ${EMPTY:-other}
                labels: {a: "$${VIP}", b: "x${PORT}y${EMPTY}", c: "${NONE:-}"}
                vips: ["${VIP}"]
                ports: [{port: "${PORT}"}]
                endpoints: ["10.1.0.1:${PORT} weight=${WEIGHT:-2}"]
            """
                .replace("\"$${VIP}\"", "\"v-$${-${PORT}\""),
            environment);

    assertThat(loaded.problems()).containsExactly("4:17 label-value");
    assertThat(loaded.result().problems().getFirst().message()).startsWith("v-${-80 ");
  }

  @Test
  void environmentThatIsMissingIsAProblemOfItsOwn() {
    Loaded loaded =
        Loaded.text(
            folder, "admin: {listen: \"${LISTEN}\"}\nservices:\n- name: ${\n- vips: ['${1}']\n");

    assertThat(loaded.problems())
        .containsExactly(
            "1:17 environment-unset", "3:9 environment-syntax", "4:10 environment-syntax");
    assertThat(loaded.result().problems())
        .extracting(Problem::path)
        .containsExactly("admin.listen", "services[0].name", "services[1].vips[0]");
  }

  @Test
  void environmentNeverBecomesStructureOrNothing() {
    String text = "defaults: {retries: \"${N}\"}\n";

    for (String value : List.of("", "null", "~", "[1]", "1, idleTimeout: 1s", "01")) {
      assertThat(Loaded.text(folder, text, Map.of("N", value)).problems())
          .as(value)
          .containsExactly("1:21 integer-range");
    }
  }

  @Test
  void linesOfProblemsAreKeptForShowing() throws IOException {
    Path file = Files.write(folder.resolve("a.yaml"), "a: 1\r\nb: 2\rc: 3\n".getBytes(UTF_8));
    LoadResult result = Loaded.paths(file).result();

    assertThat(result.texts().line(file.toString(), 2)).isEqualTo("b: 2");
    assertThat(result.texts().line(file.toString(), 3)).isEqualTo("c: 3");
    assertThat(result.texts().line(file.toString(), 4)).isNull();
  }

  private static String service(String name, int number) {
    return """
    services:
    - name: %s
      vips: [10.0.0.%d]
      ports: [{port: 80}]
      endpoints: [10.1.0.1]
    """
        .formatted(name, number);
  }

  private static String json(String name, int number) {
    return """
    {
    \t"services": [
    \t\t{
    \t\t\t"name": "%s", "vips": ["10.0.0.%d"],
    \t\t\t"ports": [{"port": 80}], "endpoints": ["10.1.0.1"]
    \t\t}
    \t]
    }
    """
        .formatted(name, number);
  }
}
