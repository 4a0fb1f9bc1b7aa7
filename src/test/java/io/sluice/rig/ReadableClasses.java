package io.sluice.rig;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Copies of classes that every user may read; a checkout may lie in somebody's home. */
public final class ReadableClasses {
  private ReadableClasses() {}

  /** The product's classes, copied into a folder: their class path. */
  public static String classPath(Path folder) throws IOException {
    List<String> copies = new ArrayList<>();
    for (String entry : Sluice.classPath().split(File.pathSeparator, -1)) {
      Path source = Path.of(entry);
      if (Files.exists(source)) {
        Path copy = folder.resolve("classes").resolve(copies.size() + "-" + source.getFileName());
        copyTree(source, copy);
        copies.add(copy.toString());
      }
    }
    allReadable(folder);
    return String.join(File.pathSeparator, copies);
  }

  /** One class of the tests that needs no other, copied into a folder: its class path. */
  public static String classPathOf(Class<?> alone, Path folder) throws IOException {
    Path root = folder.resolve("classes").resolve("alone");
    Path copy = root.resolve(alone.getName().replace('.', '/') + ".class");
    Files.createDirectories(copy.getParent());
    try (var source = alone.getResourceAsStream(alone.getSimpleName() + ".class")) {
      Files.write(copy, source.readAllBytes());
    }
    allReadable(folder);
    return root.toString();
  }

  private static void copyTree(Path source, Path target) throws IOException {
    try (Stream<Path> files = Files.walk(source)) {
      for (Path file : files.toList()) {
        Path copy = target.resolve(source.relativize(file).toString());
        if (Files.isDirectory(file)) {
          Files.createDirectories(copy);
        } else {
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
  }

  private static void allReadable(Path folder) throws IOException {
    try (Stream<Path> copies = Files.walk(folder.resolve("classes"))) {
      for (Path copy : copies.toList()) {
        readableByAll(copy);
      }
    }
  }

  /** Lets everybody read a file, or enter a folder. */
  public static void readableByAll(Path path) throws IOException {
    Files.setPosixFilePermissions(
        path, PosixFilePermissions.fromString(Files.isDirectory(path) ? "rwxr-xr-x" : "rw-r--r--"));
  }
}
