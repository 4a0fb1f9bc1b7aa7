package io.sluice.app.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether a stream of this process is a terminal that may be given colours. */
final class Terminal {
  private Terminal() {}

  /** A stream that a command writes to. */
  enum Stream {
    OUTPUT(1),
    ERROR(2);

    private final int descriptor;

    Stream(int descriptor) {
      this.descriptor = descriptor;
    }
  }

  static boolean wantsColour(Stream stream) {
    return allowsColour(System.getenv()) && isTerminal(stream);
  }

  /** What https://no-color.org and a terminal without capabilities ask for. */
  static boolean allowsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /* The JDK only tells whether input and output both are terminals; Linux tells for each. */
  @SuppressWarnings("SystemConsoleNull") // documented as nullable, whatever this JDK does
  private static boolean isTerminal(Stream stream) {
    Path descriptor = Path.of("/proc/self/fd/" + stream.descriptor);
    if (Files.exists(descriptor)) {
      try {
        String target = Files.readSymbolicLink(descriptor).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
