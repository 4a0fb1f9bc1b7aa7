package io.sluice.app;

import java.util.List;

/** A process could not start, and nothing of it is left bound. */
public final class StartException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Part part;
  private final transient List<String> failures;

  /** Names what failed, one line for each address. */
  StartException(Part part, List<String> failures, Throwable cause) {
    super(String.join("\n", failures), cause);
    this.part = part;
    this.failures = List.copyOf(failures);
  }

  /** Which part of the process it was. */
  public Part part() {
    return part;
  }

  /** A line for each address that could not be bound, at least one. */
  public List<String> failures() {
    return failures;
  }

  /** A part of the process that binds addresses. */
  public enum Part {
    ADMIN,
    LOAD_BALANCER
  }
}
