package io.sluice.app.cli;

import io.sluice.app.bench.BenchResult;
import io.sluice.app.bench.Pace;
import io.sluice.config.yaml.Durations;
import java.util.Locale;
import picocli.CommandLine.Option;

/** How a result is printed. */
final class BenchOutput {
  /** The forms of a result. */
  enum Form {
    TEXT,
    JSON;

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FORM",
      defaultValue = "text",
      description = "${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private Form form = Form.TEXT;

  /** Tells somebody who looks on how long it takes. */
  void announce(Basics basics, Pace pace) {
    if (form == Form.TEXT && Terminal.isTerminal()) {
      basics
          .err()
          .printf(
              "%s of warm-up, then %s of load…%n",
              Durations.format(pace.warmup()), Durations.format(pace.duration()));
      basics.err().flush();
    }
  }

  /** Tells whoever watches another process meanwhile that the measured time has begun. */
  void measuring(Basics basics) {
    basics.err().println("measuring");
    basics.err().flush();
  }

  /** Prints a result; the exit code says whether there is one. */
  int print(Basics basics, BenchResult result) {
    switch (form) {
      case TEXT -> basics.out().print(result.text());
      case JSON -> basics.out().println(Trees.indented(result.tree()));
    }
    basics.out().flush();
    if (result.requests() == 0) {
      basics.err().println("sluice: nothing was answered");
      return ExitCode.FAILURE;
    }
    return ExitCode.SUCCESS;
  }
}
