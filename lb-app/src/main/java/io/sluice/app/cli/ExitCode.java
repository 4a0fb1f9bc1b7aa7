package io.sluice.app.cli;

/** The exit codes that scripts may rely on. */
final class ExitCode {
  static final int SUCCESS = 0;

  /** The command failed. */
  static final int FAILURE = 1;

  /** The configuration has problems. */
  static final int PROBLEMS = 2;

  /** The machine lacks something. */
  static final int MACHINE = 3;

  /** The command line makes no sense. */
  static final int USAGE = 64;

  private ExitCode() {}
}
