package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Output;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which options the launcher of a release gives to its JVM, which is played by a script. {@code
 * scripts/release} starts what it has made with the real one.
 */
@Timeout(60)
class LauncherIT {
  private static final Path LAUNCHER = Path.of("../../sluice");

  @TempDir Path folder;
  private Path release;

  @BeforeEach
  void assemble() throws IOException {
    release = Files.createDirectory(folder.resolve("release"));
    Files.copy(LAUNCHER, release.resolve("sluice"));
    Files.createDirectories(release.resolve("runtime/bin"));
    Files.createDirectories(release.resolve("lib"));
    Files.writeString(release.resolve("lib/a.jar"), "a");
    Files.writeString(release.resolve("lib/b.jar"), "b");
    Files.writeString(release.resolve("runtime/release"), "JAVA_VERSION=\"25.0.3\"\n");
    Path java = release.resolve("runtime/bin/java");
    Files.writeString(java, "#!/bin/sh\nprintf '%s\\n' \"$@\"\n");
    for (Path program : List.of(java, release.resolve("sluice"))) {
      Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
    Files.writeString(release.resolve("sluice.aot"), "cache");
    // As scripts/release does it.
    Output from = shell("cd \"$1\" && cksum lib/*.jar runtime/release >sluice.aot.from");
    assertThat(from.requireSuccess().err()).isEmpty();
  }

  @Test
  void cacheThatMatchesIsTaken() {
    Output output = launch();
    assertThat(output.err()).isEmpty();
    assertThat(options(output)).contains("-XX:AOTCache=" + release.resolve("sluice.aot"));
  }

  @Test
  void movedReleaseTakesItsCache() throws IOException {
    Path moved = folder.resolve("moved release");
    Files.move(release, moved);
    release = moved;
    Output output = launch();
    assertThat(output.err()).isEmpty();
    assertThat(options(output)).contains("-XX:AOTCache=" + release.resolve("sluice.aot"));
  }

  @Test
  void changedJarLeavesTheCacheOutAndStarts() throws IOException {
    Files.writeString(release.resolve("lib/a.jar"), "x");
    assertStartsWithoutCache();
  }

  @Test
  void jarMoreOrLessLeavesTheCacheOutAndStarts() throws IOException {
    Files.writeString(release.resolve("lib/c.jar"), "c");
    assertStartsWithoutCache();
    Files.delete(release.resolve("lib/c.jar"));
    Files.delete(release.resolve("lib/b.jar"));
    assertStartsWithoutCache();
  }

  @Test
  void otherRuntimeLeavesTheCacheOutAndStarts() throws IOException {
    Files.writeString(release.resolve("runtime/release"), "JAVA_VERSION=\"25.0.4\"\n");
    assertStartsWithoutCache();
  }

  @Test
  void cacheOfUnknownOriginIsLeftOut() throws IOException {
    Files.writeString(release.resolve("sluice.aot.from"), "");
    assertStartsWithoutCache();
    Files.delete(release.resolve("sluice.aot.from"));
    assertThat(options(launch())).noneMatch(option -> option.startsWith("-XX:AOTCache"));
  }

  @Test
  void optionsOfTheOperatorComeLast() {
    Output output = shell("SLUICE_JAVA_OPTS='-Xmx64m -XX:AOTMode=off' \"$1/sluice\" version");
    assertThat(options(output))
        .containsSubsequence("-Xmx512m", "-Xmx64m", "-XX:AOTMode=off", "-cp")
        .endsWith("io.sluice.app.cli.Main", "version");
  }

  private void assertStartsWithoutCache() {
    Output output = launch();
    assertThat(options(output))
        .noneMatch(option -> option.startsWith("-XX:AOTCache"))
        .endsWith("version");
    assertThat(output.err()).hasLineCount(1).contains("without sluice.aot");
  }

  private Output launch() {
    return shell("exec \"$1/sluice\" version");
  }

  private Output shell(String script) {
    return Output.of(
        List.of("env", "-u", "SLUICE_JAVA_OPTS", "bash", "-c", script, "bash", release.toString()));
  }

  private static List<String> options(Output output) {
    return output.requireSuccess().out().lines().toList();
  }
}
