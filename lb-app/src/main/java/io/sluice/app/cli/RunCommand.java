package io.sluice.app.cli;

import io.sluice.app.Instance;
import io.sluice.app.StartException;
import io.sluice.app.log.Logging;
import io.sluice.config.LoadResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice run}. */
@Command(
    name = "run",
    description = {
      "Runs the load balancer.",
      "",
      "HUP reads the files again; when something is wrong with them, the log says what, and the"
          + " old",
      "configuration serves on. TERM and INT let no new client in, wait for live connections as",
      "long as shutdown.drainTimeout says, and exit with 0; a second one exits at once.",
      ""
    },
    footer = {
      "",
      "Examples:",
      "  sluice run -f edge.yaml",
      "  sluice run -f settings.yaml -f manifests/"
    })
final class RunCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private ConfigurationFiles files = new ConfigurationFiles();
  @Mixin private LogOption logOption = new LogOption();

  @Override
  public Integer call() throws InterruptedException {
    LoadResult loaded = files.load();
    ProblemReport.print(loaded, basics.err());
    if (loaded.hasErrors()) {
      return ExitCode.PROBLEMS;
    }
    logOption.start();
    Lifetime lifetime = Lifetime.begin();
    try (Instance instance = Instance.start(files::load, loaded)) {
      lifetime.serve(instance);
      return ExitCode.SUCCESS;
    } catch (StartException e) {
      throw Failures.of(e);
    } finally {
      Logging.stop();
    }
  }
}
