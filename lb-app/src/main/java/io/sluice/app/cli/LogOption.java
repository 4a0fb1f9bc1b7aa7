package io.sluice.app.cli;

import io.sluice.app.log.LogFormat;
import io.sluice.app.log.Logging;
import picocli.CommandLine.Option;

/** How a command that stays writes its log. */
final class LogOption {
  @Option(
      names = "--log-format",
      paramLabel = "FORMAT",
      defaultValue = "text",
      description = "Log on standard error: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
  private LogFormat format = LogFormat.TEXT;

  void start() {
    Logging.start(format);
  }
}
