package io.sluice.app.cli;

import java.io.PrintWriter;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What every command has: help, and where it writes. */
final class Basics {
  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Shows this help.")
  @SuppressWarnings("UnusedVariable") // picocli needs nothing but the annotation
  private boolean isHelpWanted;

  // Set by picocli before the command runs.
  @Spec(Spec.Target.MIXEE)
  private @Nullable CommandSpec spec;

  /** What was asked for goes here. */
  PrintWriter out() {
    return commandLine().getOut();
  }

  /** Everything else goes here. */
  PrintWriter err() {
    return commandLine().getErr();
  }

  CommandLine commandLine() {
    return Objects.requireNonNull(spec).commandLine();
  }
}
