package io.sluice.app.cli;

import io.sluice.app.Version;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice version}. */
@Command(
    name = "version",
    description = "Prints the version and what this machine offers.",
    footer = {"", "Example:", "  sluice version --verbose"})
final class VersionCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();

  @Option(
      names = {"-v", "--verbose"},
      description = "Java, Netty, transports, kernel, limits.")
  private boolean isVerbose;

  @Override
  public Integer call() {
    PrintWriter out = basics.out();
    out.println("sluice " + Version.text());
    if (isVerbose) {
      Machine.describe().forEach((what, found) -> out.printf("%-15s %s%n", what, found));
    }
    return ExitCode.SUCCESS;
  }
}
