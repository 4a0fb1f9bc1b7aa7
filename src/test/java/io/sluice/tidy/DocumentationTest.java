package io.sluice.tidy;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.ConfigurationLoader;
import io.sluice.config.LoadResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the documents point at exists, and what they show works. */
final class DocumentationTest {
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
  private static final Pattern HEADING = Pattern.compile("(?m)^#+ +(.+)$");

  /** A block of YAML that is a part of something only is fenced as {@code yaml fragment}. */
  private static final Pattern CONFIGURATION = Pattern.compile("(?ms)^```yaml *\\R(.*?)^``` *$");

  /** A configuration inside a Kubernetes ConfigMap or a compose file. */
  private static final Pattern EMBEDDED =
      Pattern.compile("(?m)^( *)(?:[\\w-]+\\.yaml|content): \\|\\R((?:\\1 +.*\\R|\\R)+)");

  private static final Repository REPOSITORY = Repository.here();

  @TempDir private Path folder;

  @Test
  void linksLeadSomewhere() {
    List<String> dead = new ArrayList<>();
    for (Path file : REPOSITORY.markdown().toList()) {
      for (String link : Findings.groups(LINK, REPOSITORY.text(file))) {
        if (!link.contains("://") && !link.startsWith("mailto:") && !exists(file, link)) {
          dead.add(file + ": " + link);
        }
      }
    }
    assertThat(dead).as("links to a file or heading that does not exist").isEmpty();
  }

  @Test
  void configurationFilesLoad() {
    // What stands in a folder belongs together: a Service without its pods is half a configuration.
    Path config = Path.of("config");
    Set<Path> loaded =
        REPOSITORY.files().stream()
            .filter(file -> file.startsWith(config) && file.toString().endsWith(".yaml"))
            .map(file -> config.equals(file.getParent()) ? file : file.getParent())
            .collect(Collectors.toCollection(TreeSet::new));
    for (Path path : loaded) {
      assertLoads(path.toString(), REPOSITORY.root().resolve(path));
    }
  }

  @Test
  void configurationsInDocumentsLoad() throws IOException {
    for (Path file : REPOSITORY.markdown().toList()) {
      assertLoads(file, Findings.groups(CONFIGURATION, REPOSITORY.text(file)));
    }
  }

  @Test
  void configurationsInContainerManifestsLoad() throws IOException {
    for (Path file : REPOSITORY.files()) {
      if (file.startsWith("docker") && file.toString().endsWith(".yaml")) {
        List<String> entries = Findings.groups(EMBEDDED, REPOSITORY.text(file));
        assertThat(entries).as("configurations in %s", file).isNotEmpty();
        assertLoads(file, entries.stream().map(String::stripIndent).toList());
      }
    }
  }

  private void assertLoads(Path source, List<String> configurations) throws IOException {
    for (String configuration : configurations) {
      Path file = Files.writeString(folder.resolve("sluice.yaml"), configuration);
      assertLoads(source + ":\n" + configuration, file);
    }
  }

  private static void assertLoads(String what, Path file) {
    LoadResult result = ConfigurationLoader.load(List.of(file), Map.of());
    assertThat(result.problems()).as(what).isEmpty();
    assertThat(result.hasErrors()).as(what).isFalse();
  }

  private static boolean exists(Path from, String link) {
    String[] parts = link.split("#", 2);
    Path target = parts[0].isEmpty() ? from : from.resolveSibling(parts[0]).normalize();
    Path file = REPOSITORY.root().resolve(target);
    return Files.exists(file) && (parts.length == 1 || anchors(target).anyMatch(parts[1]::equals));
  }

  /* As the common renderers make them: lower case, words joined by hyphens, the rest left out. */
  private static Stream<String> anchors(Path markdown) {
    return Findings.groups(HEADING, REPOSITORY.text(markdown)).stream()
        .map(
            heading ->
                heading.toLowerCase(Locale.ROOT).replaceAll("[^\\w\\- ]", "").replace(' ', '-'));
  }
}
