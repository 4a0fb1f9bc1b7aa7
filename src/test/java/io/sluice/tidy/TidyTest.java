package io.sluice.tidy;

import static io.sluice.tidy.Repository.name;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rules for every text of the repository, of whatever language. */
final class TidyTest {
  private static final Repository REPOSITORY = Repository.here();
  private static final Findings FINDINGS = new Findings(REPOSITORY);

  @Test
  void nothingThatIsMadeIsTracked() {
    assertThat(REPOSITORY.trackedThoughIgnored()).as("git rm --cached it").isEmpty();
  }

  @Test
  void noFileHasTabs() {
    assertThat(FINDINGS.ofLines(ours(), line -> line.contains("\t")))
        .as("indent with spaces; write \\t in a string")
        .isEmpty();
  }

  @Test
  void noLineEndsInBlanks() {
    assertThat(FINDINGS.of(ours(), Pattern.compile("[ \\r]$"))).isEmpty();
  }

  @Test
  void everyFileEndsWithOneNewline() {
    Stream<Path> files =
        ours()
            .filter(
                file -> {
                  String text = REPOSITORY.text(file);
                  return !text.isEmpty() && (!text.endsWith("\n") || text.endsWith("\n\n"));
                });
    assertThat(files).isEmpty();
  }

  @Test
  void noFileHasCharactersThatAreNotSeen() {
    // Control, zero width, what turns the direction of writing, and bytes that are not UTF-8.
    Pattern unseen =
        Pattern.compile(
            "[\\p{Cc}&&[^\\t\\r]]|[\\u200B-\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\uFFFD]");
    assertThat(FINDINGS.of(ours(), unseen)).isEmpty();
  }

  @Test
  void nothingIsLeftForLater() {
    assertThat(FINDINGS.of(ours(), Pattern.compile("\\b(TODO|FIXME|XXX)\\b")))
        .as("do it, or open an issue and say in the code what holds today")
        .isEmpty();
  }

  @Test
  void noPathLeadsIntoSomebodysHome() {
    assertThat(
            FINDINGS.of(ours(), Pattern.compile("(?<![\\w.])(/home/\\w|/root/|/Users/\\w|/work/)")))
        .as("a path that exists on one machine only")
        .isEmpty();
  }

  @Test
  void noPackageRegistryIsNamed() {
    Pattern hosts =
        Pattern.compile(
            "\\brepo1?\\.maven\\b|\\bregistry\\.npm|\\b(deb|security)\\.debian\\b|\\bpypi\\.|\\bsonatype\\.org");
    assertThat(FINDINGS.of(ours(), hosts))
        .as("where packages come from is the settings of the machine that builds")
        .isEmpty();
  }

  @Test
  void shellScriptsParse() {
    List<Path> scripts =
        ours()
            .filter(
                file ->
                    REPOSITORY.text(file).startsWith("#!/usr/bin/env bash")
                        || name(file).endsWith(".sh"))
            .toList();
    assertThat(scripts).contains(Path.of("sluice"));
    for (Path script : scripts) {
      Repository.run(REPOSITORY.root(), List.of("bash", "-n", script.toString()));
    }
  }

  @Test
  void scriptsAreExecutable() {
    assertThat(ours().filter(file -> REPOSITORY.text(file).startsWith("#!")))
        .allMatch(file -> Files.isExecutable(REPOSITORY.root().resolve(file)));
  }

  /** F30: a JVM that has run out of memory must not linger. */
  @Test
  void whereverSluiceStartsItExitsWithoutMemory() {
    assertThat(REPOSITORY.text(Path.of("sluice"))).contains("-XX:+ExitOnOutOfMemoryError");
    assertThat(REPOSITORY.text(Path.of("docker/Dockerfile")))
        .contains("ENTRYPOINT [\"/opt/sluice/sluice\"]");
  }

  /* This folder holds the words that it forbids. */
  private static Stream<Path> ours() {
    return REPOSITORY
        .proseAndCode()
        .filter(file -> !file.startsWith("src/test/java/io/sluice/tidy"));
  }
}
