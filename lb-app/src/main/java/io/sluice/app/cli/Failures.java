package io.sluice.app.cli;

import io.sluice.app.StartException;
import java.util.stream.Collectors;

/** What went wrong, in the user's words. */
final class Failures {
  private Failures() {}

  static CommandException of(StartException e) {
    String lines =
        e.failures().stream()
            .map(failure -> "sluice: " + failure)
            .collect(Collectors.joining("\n"));
    return new CommandException(lines, e);
  }
}
