package io.sluice.app.cli;

import io.sluice.config.LoadResult;

/** Ends a command with exit code 2 because files that it was given have errors. */
final class ProblemsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient LoadResult result;

  ProblemsException(LoadResult result) {
    super("the configuration has problems");
    this.result = result;
  }

  LoadResult result() {
    return result;
  }
}
