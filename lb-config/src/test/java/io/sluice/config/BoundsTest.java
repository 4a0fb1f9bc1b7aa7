package io.sluice.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F47, C15: what a file costs is bounded by its size, and small for an attack. */
final class BoundsTest {
  private static final long MAX_ALLOCATED_BYTES = 64L << 20;

  @TempDir private Path folder;

  static IntStream attacks() {
    return IntStream.range(0, 5);
  }

  @ParameterizedTest(name = "F47 C15 {0}")
  @MethodSource("attacks")
  void attackAllocatesLittle(int attack) {
    String text =
        switch (attack) {
          case 0 -> laughs();
          case 1 -> "[".repeat(10_000);
          case 2 -> "{a: ".repeat(10_000);
          case 3 -> "a: !!javax.script.ScriptEngineManager [!!java.net.URL ['http://x']]";
          default -> "a: &a [*a]";
        };
    Path file = Loaded.write(folder, "sluice.yaml", text);
    Loaded.paths(file);

    var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    Loaded loaded = Loaded.paths(file);
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat(loaded.result().hasErrors()).isTrue();
    assertThat(allocated).isLessThan(MAX_ALLOCATED_BYTES);
  }

  @Test
  void manyProblemsAreCounted() {
    String keys =
        IntStream.range(0, 200_000)
            .mapToObj(i -> "key" + i + ": x")
            .collect(Collectors.joining("\n"));

    Loaded loaded =
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> Loaded.text(folder, keys));

    assertThat(loaded.result().problems()).hasSize(1001);
    assertThat(loaded.result().problems().getLast().message())
        .isEqualTo("199000 more problems are not listed");
  }

  @Test
  void tenThousandServicesOfTenEndpointsLoad() {
    StringBuilder text = new StringBuilder("services:\n");
    for (int i = 0; i < 10_000; i++) {
      text.append("  - name: s%d\n    vips: [10.0.%d.%d]\n".formatted(i, i / 250, i % 250 + 1));
      text.append("    ports: [{name: http, port: 80, targetPort: 8080}]\n    endpoints:\n");
      for (int j = 0; j < 10; j++) {
        text.append("      - 172.%d.%d.%d weight=2\n".formatted(16 + j, i / 250, i % 250 + 1));
      }
    }

    Loaded loaded =
        assertTimeoutPreemptively(
            Duration.ofSeconds(60), () -> Loaded.text(folder, text.toString()));

    assertThat(loaded.configuration().services()).hasSize(10_000);
    assertThat(loaded.problems()).isEmpty();
  }

  private static String laughs() {
    String nine = IntStream.range(0, 9).mapToObj(i -> "*L").collect(Collectors.joining(", "));
    StringBuilder bomb = new StringBuilder("a0: &a0 lol\n");
    for (int i = 1; i <= 9; i++) {
      bomb.append("a%d: &a%d [%s]\n".formatted(i, i, nine.replace("L", "a" + (i - 1))));
    }
    return bomb.toString();
  }
}
