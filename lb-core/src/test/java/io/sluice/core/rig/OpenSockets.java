package io.sluice.core.rig;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The sockets that this process has open, as the kernel knows them. */
final class OpenSockets {
  private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

  static {
    // The JDK keeps a socket of its own from the first channel on.
    try {
      SocketChannel.open().close();
    } catch (IOException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private OpenSockets() {}

  /** Their names, such as {@code socket:[4711]}. */
  static Set<String> now() {
    return now("socket:");
  }

  private static Set<String> now(String kind) {
    Set<String> sockets = new TreeSet<>();
    try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
      for (Path descriptor : (Iterable<Path>) descriptors::iterator) {
        String target = target(descriptor);
        if (target.startsWith(kind)) {
          sockets.add(target);
        }
      }
    } catch (IOException e) {
      throw new AssertionError("cannot read " + DESCRIPTORS, e);
    }
    return sockets;
  }

  /** The ends of pipes that this process has open, such as {@code pipe:[4711]}. */
  static Set<String> pipes() {
    return now("pipe:");
  }

  /** Those that are open now and were not open then. */
  static Set<String> since(Set<String> earlier) {
    Set<String> sockets = now();
    sockets.removeAll(earlier);
    return sockets;
  }

  private static String target(Path descriptor) throws IOException {
    try {
      return Files.readSymbolicLink(descriptor).toString();
    } catch (NoSuchFileException e) {
      return "closed meanwhile";
    }
  }
}
