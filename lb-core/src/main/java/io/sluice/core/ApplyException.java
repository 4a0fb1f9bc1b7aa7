package io.sluice.core;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration could not be applied, and nothing of it was: what served before still serves. */
public final class ApplyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ListenerFailure> failures;

  /** Names every listener that failed. */
  public ApplyException(List<ListenerFailure> failures) {
    super(failures.stream().map(ListenerFailure::toString).collect(Collectors.joining("\n")));
    this.failures = List.copyOf(failures);
  }

  /** The listeners that could not be bound, at least one. */
  public List<ListenerFailure> failures() {
    return failures;
  }
}
