package io.sluice.app.cli;

/** Ends a command with exit code 1; its message, which the user sees, says why. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandException(String message) {
    super(message);
  }

  CommandException(String message, Throwable cause) {
    super(message, cause);
  }
}
