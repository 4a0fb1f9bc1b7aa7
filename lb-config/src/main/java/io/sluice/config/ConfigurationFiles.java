package io.sluice.config;

import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.yaml.Utf8;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds and reads the files of one load, each of them once, however often it was named. Only
 * regular files are opened, so that no pipe or device can hold up the reader; sizes are bounded.
 */
final class ConfigurationFiles {
  private static final int MAX_FILE_BYTES = 64 << 20;
  private static final long MAX_TOTAL_BYTES = 256L << 20;
  private static final int MAX_FILES = 10_000;
  private static final List<String> EXTENSIONS = List.of(".yaml", ".yml", ".json");

  private final Problems problems;
  private final Set<Path> seen = new HashSet<>();
  private long totalBytes;

  /** A file's text, printable and whole. */
  record SourceFile(Path path, String text, boolean isUsable) {}

  ConfigurationFiles(Problems problems) {
    this.problems = problems;
  }

  /**
   * Reads a file, or the files of a folder.
   *
   * @param named where the path was named, for the problem when it cannot be read
   */
  List<SourceFile> read(Path path, Position named) {
    List<SourceFile> files = new ArrayList<>();
    boolean isFolder = Files.isDirectory(path);
    for (Path each : isFolder ? list(path, named) : List.of(path)) {
      SourceFile file = readFile(each, isFolder ? Position.of(name(each)) : named);
      if (file != null) {
        files.add(file);
      }
    }
    return files;
  }

  private List<Path> list(Path folder, Position named) {
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        if (isConfiguration(entry) && files.size() <= MAX_FILES) {
          files.add(entry);
        }
      }
    } catch (IOException | RuntimeException e) {
      report(named, "unreadable", folder + ": cannot list the folder: " + reason(e));
    }
    if (files.size() > MAX_FILES) {
      report(named, "too-many-files", folder + ": more than " + MAX_FILES + " files");
      return List.of();
    }
    Collections.sort(files);
    return files;
  }

  /** A ConfigMap's folder holds links to files, and hidden folders that the links lead through. */
  private static boolean isConfiguration(Path entry) {
    String name = entry.getFileName().toString();
    return !name.startsWith(".")
        && EXTENSIONS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith)
        && !Files.isDirectory(entry);
  }

  private @Nullable SourceFile readFile(Path path, Position named) {
    String who = named.source().equals(name(path)) ? "" : path + ": ";
    try {
      Path real = path.toRealPath();
      if (!Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS)) {
        report(named, "not-a-file", who + "neither a file nor a folder");
        return null;
      }
      if (!seen.add(real)) {
        return null;
      }
      byte[] bytes = readBounded(real, named, who);
      if (bytes == null) {
        return null;
      }
      Utf8.Decoded decoded = Utf8.decode(name(path), bytes, problems);
      return new SourceFile(path, decoded.text(), decoded.isUsable());
    } catch (NoSuchFileException e) {
      report(named, "missing", who + "no such file or folder");
    } catch (IOException e) {
      report(named, "unreadable", who + "cannot be read: " + reason(e));
    }
    return null;
  }

  /** The size is asked for first and not trusted afterwards, since files grow. */
  private byte @Nullable [] readBounded(Path file, Position named, String who) throws IOException {
    long room = Math.min(MAX_FILE_BYTES, MAX_TOTAL_BYTES - totalBytes);
    if (Files.size(file) <= room) {
      try (InputStream in = Files.newInputStream(file)) {
        byte[] bytes = in.readNBytes((int) room + 1);
        if (bytes.length <= room) {
          totalBytes += bytes.length;
          return bytes;
        }
      }
    }
    String limits = "at most 64 MiB a file and 256 MiB together are read";
    report(named, "too-large", who + "too large: " + limits);
    return null;
  }

  private void report(Position position, String rule, String message) {
    problems.error(position, "", rule, message);
  }

  private static String reason(Exception e) {
    return switch (e) {
      case AccessDeniedException denied -> "permission denied";
      default -> String.valueOf(e.getMessage());
    };
  }

  private static String name(Path path) {
    return path.toString();
  }
}
