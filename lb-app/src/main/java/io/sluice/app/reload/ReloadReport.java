package io.sluice.app.reload;

import io.sluice.config.problem.Problem;
import java.time.Instant;
import java.util.List;

/**
 * What came of reading the configuration, at the start or later.
 *
 * @param at when it ended
 * @param problems what the files say wrong, sorted by position; warnings and notes as well
 * @param text the problems as an operator reads them, with the lines that they point at; empty when
 *     there is none
 * @param failures one line for each listener that could not be bound, or what else went wrong
 * @param needsRestart settings that differ from what the process was started with and that only a
 *     new process takes up, such as {@code dataPlane.transport}
 */
public record ReloadReport(
    Outcome outcome,
    Instant at,
    List<Problem> problems,
    String text,
    List<String> failures,
    List<String> needsRestart) {

  public ReloadReport {
    problems = List.copyOf(problems);
    failures = List.copyOf(failures);
    needsRestart = List.copyOf(needsRestart);
  }

  /** Whether the configuration that was read is the one that serves. */
  public boolean isSuccessful() {
    return outcome == Outcome.APPLIED;
  }

  /** How a reload ended. */
  public enum Outcome {
    /** The new configuration serves. */
    APPLIED("applied"),
    /** The files have errors; the old configuration serves on. */
    INVALID("invalid"),
    /** A listener could not be bound; the old configuration serves on. */
    REFUSED("refused"),
    /** Something went wrong that should not have; the old configuration serves on. */
    FAILED("failed");

    private final String label;

    Outcome(String label) {
      this.label = label;
    }

    /** The word that users see. */
    public String label() {
      return label;
    }
  }
}
