package io.sluice.app.bench;

/** A run that cannot begin or go on; the message, which the user sees, says why. */
public final class BenchException extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean isOfTheMachine;

  BenchException(String message) {
    super(message);
    isOfTheMachine = false;
  }

  BenchException(String message, Throwable cause) {
    super(message, cause);
    isOfTheMachine = false;
  }

  private BenchException(String message, boolean isOfTheMachine) {
    super(message);
    this.isOfTheMachine = isOfTheMachine;
  }

  /** The machine lacks what a run needs. */
  static BenchException ofTheMachine(String message) {
    return new BenchException(message, true);
  }

  /** Whether the machine lacks something that a run needs. */
  public boolean isOfTheMachine() {
    return isOfTheMachine;
  }
}
