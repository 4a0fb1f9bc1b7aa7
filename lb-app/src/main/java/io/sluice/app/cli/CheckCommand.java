package io.sluice.app.cli;

import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import io.sluice.config.problem.Severity;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice check}. */
@Command(
    name = "check",
    description = {
      "Says what is wrong with a configuration; binds nothing.",
      "Exits with 0 when it can be used, with 2 when it has problems."
    },
    footer = {"", "Example:", "  sluice check -f edge.yaml"})
final class CheckCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private ConfigurationFiles files = new ConfigurationFiles();

  @Option(names = "--strict", description = "Takes warnings for problems.")
  private boolean isStrict;

  @Override
  public Integer call() {
    LoadResult result = files.load();
    ProblemReport.print(result, basics.err());
    Configuration configuration = result.configuration();
    if (configuration == null || (isStrict && hasWarning(result))) {
      return ExitCode.PROBLEMS;
    }
    basics.out().println("ok: " + summary(configuration));
    return ExitCode.SUCCESS;
  }

  private static boolean hasWarning(LoadResult result) {
    return result.problems().stream().anyMatch(problem -> problem.severity() == Severity.WARNING);
  }

  private static String summary(Configuration configuration) {
    int ports = configuration.services().stream().mapToInt(service -> service.ports().size()).sum();
    int endpoints =
        configuration.services().stream()
            .flatMap(service -> service.ports().stream())
            .mapToInt(port -> port.endpoints().size())
            .sum();
    return count(configuration.services().size(), "service")
        + ", "
        + count(ports, "port")
        + ", "
        + count(endpoints, "endpoint");
  }

  private static String count(int number, String noun) {
    return number + " " + noun + (number == 1 ? "" : "s");
  }
}
