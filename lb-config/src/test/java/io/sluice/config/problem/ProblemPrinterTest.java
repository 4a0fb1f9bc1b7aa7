package io.sluice.config.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ProblemPrinterTest {
  @Test
  void problemIsPrintedWithItsLine() {
    Problem problem =
        problem(14, 13, 5, "services[0].ports[0].port", "70000 is not a port; use 1 to 65535");

    assertThat(print(problem, "      port: 70000"))
        .isEqualTo(
            """
            edge.yaml:14:13: error: services[0].ports[0].port: 70000 is not a port; use 1 to 65535
              14 |       port: 70000
                 |             ^^^^^
            """);
  }

  @Test
  void problemOfAWholeFileHasNoLine() {
    assertThat(print(problem(0, 0, 0, "", "no such file or folder"), null))
        .isEqualTo("edge.yaml: error: no such file or folder\n");
  }

  @Test
  void missingTextLeavesOutTheLine() {
    assertThat(print(problem(3, 1, 1, "a", "wrong"), null))
        .isEqualTo("edge.yaml:3:1: error: a: wrong\n");
  }

  @Test
  void tabIsOneColumn() {
    assertThat(print(problem(1, 4, 1, "", "wrong"), "\ta:\tx"))
        .isEqualTo(
            """
            edge.yaml:1:4: error: wrong
              1 |  a: x
                |    ^
            """);
  }

  @Test
  void placeBehindTheLineIsOneColumn() {
    assertThat(print(problem(1, 3, 0, "", "wrong"), "a:"))
        .isEqualTo(
            """
            edge.yaml:1:3: error: wrong
              1 | a:
                |   ^
            """);
  }

  @Test
  void invisibleCharactersAreEscapedAndUnderlinedWhole() {
    assertThat(print(problem(1, 4, 1, "", "wrong \u001b[31m"), "a: \u202eb"))
        .isEqualTo(
            """
            edge.yaml:1:4: error: wrong \\u001b[31m
              1 | a: \\u202eb
                |    ^^^^^^
            """);
  }

  @Test
  void longLineIsCutAroundThePlace() {
    String line = "x".repeat(300) + "HERE" + "y".repeat(300);

    assertThat(print(problem(7, 301, 4, "", "wrong"), line))
        .isEqualTo(
            "edge.yaml:7:301: error: wrong\n"
                + "  7 | …"
                + "x".repeat(40)
                + "HERE"
                + "y".repeat(56)
                + "…\n"
                + "    |  "
                + " ".repeat(40)
                + "^^^^\n");
  }

  @Test
  void underlineEndsWithTheLine() {
    assertThat(print(problem(1, 2, 50, "", "wrong"), "abc"))
        .isEqualTo("edge.yaml:1:2: error: wrong\n  1 | abc\n    |  ^^\n");
  }

  @Test
  void severityIsAWord() {
    Position position = Position.of("edge.yaml");
    List<Problem> problems =
        List.of(
            new Problem(Severity.WARNING, position, "", "a", "one"),
            new Problem(Severity.NOTE, position, "b", "b", "two"));

    assertThat(new ProblemPrinter((source, line) -> null).print(problems))
        .isEqualTo("edge.yaml: warning: one\nedge.yaml: note: b: two\n");
  }

  private static Problem problem(int line, int column, int length, String path, String message) {
    Position position = new Position("edge.yaml", line, column, length);
    return new Problem(Severity.ERROR, position, path, "rule", message);
  }

  private static String print(Problem problem, @Nullable String line) {
    return new ProblemPrinter((source, number) -> line).print(problem);
  }
}
