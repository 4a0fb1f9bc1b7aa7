package io.sluice.config;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.Service;
import io.sluice.config.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A configuration that a test wrote to a file and loaded. */
public record Loaded(LoadResult result) {
  /** A service to which a test adds what it is about; it ends inside the service's mapping. */
  public static final String SERVICE =
      """
      services:
        - name: web
          vips: [127.0.0.1]
      """;

  /** Loads a text as the file {@code sluice.yaml}. */
  public static Loaded text(Path folder, String text) {
    return text(folder, text, Map.of());
  }

  /** Loads a text with environment variables. */
  public static Loaded text(Path folder, String text, Map<String, String> environment) {
    Path file = write(folder, "sluice.yaml", text);
    return new Loaded(ConfigurationLoader.load(List.of(file), environment));
  }

  /** Loads a file of these bytes, each given as the character of the same number. */
  public static Loaded bytes(Path folder, String bytes) {
    try {
      Path file = Files.write(folder.resolve("sluice.yaml"), bytes.getBytes(ISO_8859_1));
      return paths(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Loads files or folders. */
  public static Loaded paths(Path... paths) {
    return new Loaded(ConfigurationLoader.load(List.of(paths), Map.of()));
  }

  /** Writes a file, with the folders above it. */
  public static Path write(Path folder, String name, String text) {
    try {
      Path file = folder.resolve(name);
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      return Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The configuration, which must be usable. */
  public Configuration configuration() {
    Configuration configuration = result.configuration();
    if (configuration == null) {
      throw new AssertionError(result.problems());
    }
    return configuration;
  }

  /** The only service. */
  public Service service() {
    List<Service> services = configuration().services();
    if (services.size() != 1) {
      throw new AssertionError(services);
    }
    return services.getFirst();
  }

  /** Each problem as {@code line:column rule}. */
  public List<String> problems() {
    return result.problems().stream().map(Loaded::describe).toList();
  }

  /** The errors among the problems. */
  public List<String> errors() {
    return result.problems().stream().filter(Problem::isError).map(Loaded::describe).toList();
  }

  private static String describe(Problem problem) {
    return problem.position().line() + ":" + problem.position().column() + " " + problem.rule();
  }
}
