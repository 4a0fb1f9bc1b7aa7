package io.sluice.app.cli;

import io.sluice.config.yaml.Durations;
import java.time.Duration;
import picocli.CommandLine.ParameterException;

/** Limits of what may be asked for. */
final class BenchLimits {
  private BenchLimits() {}

  static void require(Basics basics, String option, long value, long least, long most) {
    if (value < least || value > most) {
      throw new ParameterException(
          basics.commandLine(),
          "%s: %d is not possible; use %d to %d".formatted(option, value, least, most));
    }
  }

  static void require(Basics basics, String option, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new ParameterException(
          basics.commandLine(),
          "%s: %s is not possible; use %s to %s"
              .formatted(
                  option,
                  Durations.format(value),
                  Durations.format(least),
                  Durations.format(most)));
    }
  }
}
