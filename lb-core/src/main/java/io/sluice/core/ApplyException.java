package io.sluice.core;

import java.util.List;
import java.util.stream.Collectors;

/** A configuration could not be applied, and nothing of it was: what served before still serves. */
public final class ApplyException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient List<ApplyFailure> failures;

  /** Names everything that failed. */
  public ApplyException(List<? extends ApplyFailure> failures) {
    super(failures.stream().map(Object::toString).collect(Collectors.joining("\n")));
    this.failures = List.copyOf(failures);
  }

  /** What failed, at least one. */
  public List<ApplyFailure> failures() {
    return failures;
  }
}
