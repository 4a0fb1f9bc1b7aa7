package io.sluice.app.cli;

import io.sluice.app.render.ConfigurationText;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice render}. */
@Command(
    name = "render",
    description = {
      "Prints the effective configuration.",
      "Defaults are filled in, selectors and named ports are resolved to endpoints. What it prints",
      "loads again to the same services."
    },
    footer = {"", "Example:", "  sluice render -f manifests/ > effective.yaml"})
final class RenderCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private ConfigurationFiles files = new ConfigurationFiles();

  @Override
  public Integer call() {
    LoadResult result = files.load();
    ProblemReport.print(result, basics.err());
    Configuration configuration = result.configuration();
    if (configuration == null) {
      return ExitCode.PROBLEMS;
    }
    basics.out().print(ConfigurationText.of(configuration));
    basics.out().flush();
    return ExitCode.SUCCESS;
  }
}
