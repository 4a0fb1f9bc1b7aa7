package io.sluice.app.cli;

import io.sluice.config.LoadResult;
import io.sluice.config.problem.ProblemPrinter;
import java.io.PrintWriter;

/** Shows what is wrong with files. */
final class ProblemReport {
  private ProblemReport() {}

  static void print(LoadResult result, PrintWriter err) {
    err.print(new ProblemPrinter(result.texts()::line).print(result.problems()));
    err.flush();
  }
}
