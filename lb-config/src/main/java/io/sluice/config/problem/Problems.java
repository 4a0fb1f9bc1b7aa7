package io.sluice.config.problem;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Collects the problems of one load, so that all of them are reported and not only the first.
 *
 * <p>Bounded: past {@link #LIMIT} problems only their number is kept. One thread at a time.
 */
public final class Problems {
  /** A file with more problems than this is not the file its writer thinks it is. */
  public static final int LIMIT = 1000;

  private final List<Problem> found = new ArrayList<>();
  private int errors;
  private int leftOut;

  /** Reports an error: the configuration cannot be used. */
  public void error(Position position, String path, String rule, String message) {
    errors++;
    add(new Problem(Severity.ERROR, position, path, rule, message));
  }

  /** Reports a warning: usable, but probably not as meant. */
  public void warning(Position position, String path, String rule, String message) {
    add(new Problem(Severity.WARNING, position, path, rule, message));
  }

  /** Reports a note: something was left out on purpose. */
  public void note(Position position, String path, String rule, String message) {
    add(new Problem(Severity.NOTE, position, path, rule, message));
  }

  /** Whether an error was reported. */
  public boolean hasErrors() {
    return errors > 0;
  }

  /** Whether further problems are only counted, so that their text need not be made. */
  public boolean isFull() {
    return found.size() >= LIMIT;
  }

  /** Everything reported so far, sorted by position. */
  public List<Problem> sorted() {
    List<Problem> sorted = new ArrayList<>(found);
    Collections.sort(sorted);
    if (leftOut > 0) {
      Severity severity = hasErrors() ? Severity.ERROR : Severity.WARNING;
      Position position = sorted.getLast().position();
      String message = leftOut + " more problems are not listed";
      sorted.add(new Problem(severity, position, "", "too-many-problems", message));
    }
    return List.copyOf(sorted);
  }

  private void add(Problem problem) {
    if (found.size() < LIMIT) {
      found.add(problem);
    } else {
      leftOut++;
    }
  }
}
