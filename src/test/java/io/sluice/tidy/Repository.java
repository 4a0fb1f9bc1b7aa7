package io.sluice.tidy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The files of the repository that git tracks or would track.
 *
 * @param root the folder of the checkout
 * @param files every file, relative to the root
 */
record Repository(Path root, List<Path> files) {
  /** Finds the checkout that holds the working folder. */
  static Repository here() {
    Path root = Path.of("").toAbsolutePath();
    while (!Files.exists(root.resolve("sluice"))) {
      root = Objects.requireNonNull(root.getParent(), "not in a checkout");
    }
    List<Path> files = list(root, "--cached --others --exclude-standard");
    return new Repository(root, files);
  }

  /** Files that git tracks although it was told to ignore them. */
  List<Path> trackedThoughIgnored() {
    return list(root, "--cached --ignored --exclude-standard");
  }

  private static List<Path> list(Path root, String selection) {
    // The checkout may belong to another user than the one who tests.
    String git = "git -c safe.directory=* ls-files -z " + selection;
    return Arrays.stream(run(root, List.of(git.split(" "))).split("\0"))
        .map(Path::of)
        .filter(file -> Files.isRegularFile(root.resolve(file)))
        .sorted()
        .toList();
  }

  /** Runs a command in a folder and answers all it printed; failing is an error. */
  static String run(Path folder, List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      if (process.waitFor() != 0) {
        throw new IllegalStateException(String.join(" ", command) + ": " + output);
      }
      return output;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every file that holds text: no byte of it is zero. */
  Stream<Path> texts() {
    return files.stream().filter(file -> text(file).indexOf(0) < 0);
  }

  /**
   * Texts that people write. What a test compares with, byte for byte, is not: it may need a tab or
   * a trailing blank, and holds mistakes on purpose.
   */
  Stream<Path> proseAndCode() {
    return texts().filter(file -> !file.toString().contains("test/resources/"));
  }

  Stream<Path> java() {
    return files.stream().filter(file -> name(file).endsWith(".java"));
  }

  Stream<Path> markdown() {
    return files.stream().filter(file -> name(file).endsWith(".md"));
  }

  String text(Path file) {
    try {
      return new String(Files.readAllBytes(root.resolve(file)), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  static String name(Path file) {
    return file.getFileName().toString();
  }

  static boolean isTest(Path file) {
    return file.toString().contains("src/test/");
  }
}
