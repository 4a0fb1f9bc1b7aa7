package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.ProblemPrinter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

/** Whatever a file holds, loading it answers with a configuration or with errors. */
final class AnyTextPropertyTest {
  private static final String MANIFESTS =
      """
      apiVersion: v1
      kind: List
      items:
      - apiVersion: v1
        kind: Service
        metadata: {name: web, namespace: default, labels: {app: web}}
        spec:
          clusterIP: 10.0.0.1
          selector: {app: web}
          ports: [{name: http, port: 80, targetPort: http, protocol: TCP}]
      - apiVersion: v1
        kind: Pod
        metadata: {name: a, labels: {app: web}}
        spec: {containers: [{name: c, ports: [{name: http, containerPort: 81}]}]}
        status: {podIP: 10.1.0.1, phase: Running, conditions: [{type: Ready, status: "True"}]}
      """;

  private static final String ENDPOINT_SLICE =
      """
      apiVersion: discovery.k8s.io/v1
      kind: EndpointSlice
      metadata: {name: web-1, labels: {kubernetes.io/service-name: web}}
      addressType: IPv4
      ports: [{name: "", port: 8080}]
      endpoints: [{addresses: [10.1.0.1], conditions: {ready: true}, nodeName: n}]
      """;

  @SuppressWarnings("NullAway.Init") // set before the first property
  private static Path folder;

  /**
   * A change of a text.
   *
   * @param at where, in thousandths of the text
   * @param cut number of characters that go
   * @param insert what comes in their place
   */
  record Mutation(int at, int cut, String insert) {
    String apply(String text) {
      int from = (int) ((long) text.length() * at / 1000);
      int to = Math.min(text.length(), from + cut);
      return text.substring(0, from) + insert + text.substring(to);
    }
  }

  @BeforeContainer
  static void createFolder() throws IOException {
    folder = Files.createTempDirectory("sluice-any-text");
  }

  @AfterContainer
  static void deleteFolder() throws IOException {
    Files.deleteIfExists(folder.resolve("sluice.yaml"));
    Files.delete(folder);
  }

  @Property(tries = 1500)
  void changedTextIsAConfigurationOrHasErrors(
      @ForAll("originals") String original, @ForAll("mutations") List<Mutation> mutations) {
    String text = original;
    for (Mutation mutation : mutations) {
      text = mutation.apply(text);
    }
    assertAnswered(text);
  }

  @Property(tries = 500)
  void randomTextIsAConfigurationOrHasErrors(@ForAll String text) {
    assertAnswered(text);
  }

  private static void assertAnswered(String text) {
    LoadResult result = Loaded.text(folder, text).result();

    boolean hasError = result.problems().stream().anyMatch(Problem::isError);
    assertThat(result.hasErrors()).isEqualTo(hasError);
    assertThat(result.problems()).isSorted();
    long lines = text.lines().count() + 1;
    assertThat(result.problems())
        .extracting(Problem::position)
        .extracting(Position::line)
        .allMatch(line -> line >= 0 && line <= lines);
    assertThat(new ProblemPrinter(result.texts()::line).print(result.problems()).codePoints())
        .allMatch(point -> point == '\n' || point >= ' ');
  }

  @Provide
  Arbitrary<String> originals() {
    Path full = Path.of("..", "config", "full.yaml");
    try {
      return Arbitraries.of(Files.readString(full), MANIFESTS, ENDPOINT_SLICE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Provide
  Arbitrary<List<Mutation>> mutations() {
    Arbitrary<String> pieces =
        Arbitraries.of(
            "",
            " ",
            "\n",
            "\t",
            ":",
            ": ",
            "- ",
            "[",
            "]",
            "{",
            "}",
            "'",
            "\"",
            "#",
            "&a ",
            "*a",
            "!!str ",
            "|",
            ">",
            "?",
            "%",
            "${",
            "${X}",
            "~",
            "null",
            "0",
            "-1",
            "99999999999",
            "\\",
            "\0",
            "\ufeff",
            "\u202e",
            "---\n",
            "kind: Pod\n",
            "<<: *a");
    Arbitrary<Mutation> mutation =
        Combinators.combine(
                Arbitraries.integers().between(0, 999),
                Arbitraries.integers().between(0, 12),
                Arbitraries.oneOf(pieces, Arbitraries.strings().ofMaxLength(3)))
            .as(Mutation::new);
    return mutation.list().ofMinSize(1).ofMaxSize(4);
  }
}
