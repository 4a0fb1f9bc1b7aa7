package io.sluice.app.cli;

import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whether standard output is a terminal that may be given colours. */
final class Terminal {
  private static final Path OUTPUT = Path.of("/proc/self/fd/1");

  private Terminal() {}

  static boolean wantsColour() {
    return allowsColour(System.getenv()) && isTerminal();
  }

  /** What https://no-color.org and a terminal without capabilities ask for. */
  static boolean allowsColour(Map<String, String> environment) {
    return environment.getOrDefault("NO_COLOR", "").isEmpty()
        && !environment.getOrDefault("TERM", "dumb").equals("dumb");
  }

  /* The JDK only tells whether input and output both are terminals; Linux tells for each. */
  @SuppressWarnings("SystemConsoleNull") // documented as nullable, whatever this JDK does
  static boolean isTerminal() {
    if (Files.exists(OUTPUT)) {
      try {
        String target = Files.readSymbolicLink(OUTPUT).toString();
        return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
      } catch (IOException e) {
        return false;
      }
    }
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
