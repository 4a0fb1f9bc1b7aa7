package io.sluice.app.describe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What kubectl printed, and for which objects: see the README beside the files. */
final class Golden {
  private static final ObjectMapper JSON = new ObjectMapper();

  private Golden() {}

  /** The objects of a file that holds a List. */
  static List<JsonNode> objects(String file) {
    List<JsonNode> objects = new ArrayList<>();
    json(file).path("items").forEach(objects::add);
    return objects;
  }

  static JsonNode json(String file) {
    try {
      return JSON.readTree(text(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  static String text(String file) {
    try {
      return Files.readString(folder("").resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(file, e);
    }
  }

  /** The files of a folder that end in a suffix, without it. */
  static List<String> names(String folder, String suffix) {
    try (Stream<Path> files = Files.list(folder(folder))) {
      return files
          .map(file -> folder + "/" + file.getFileName())
          .filter(file -> file.endsWith(suffix))
          .map(file -> file.substring(0, file.length() - suffix.length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(folder, e);
    }
  }

  private static Path folder(String name) {
    try {
      URI root = Objects.requireNonNull(Golden.class.getResource("/kubectl")).toURI();
      return Path.of(root).resolve(name);
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
