package io.sluice.app.cli;

import io.sluice.app.bench.Pace;
import io.sluice.config.yaml.Durations;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How long and how fast a run goes. */
final class BenchPace {
  private static final int MOST_THREADS = 64;
  private static final long MOST_PER_SECOND = 10_000_000;
  private static final Duration LEAST = Duration.ofMillis(1);
  private static final Duration MOST = Duration.ofHours(1);

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads that make the load. Default: ${DEFAULT-VALUE}.")
  private int threads = 1;

  @Option(
      names = "--duration",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "The measured time, at most 1h. Default: ${DEFAULT-VALUE}.")
  private Duration duration = Duration.ZERO;

  @Option(
      names = "--warmup",
      paramLabel = "TIME",
      defaultValue = "2s",
      converter = DurationConverter.class,
      description = "Load before it that is not measured. Default: ${DEFAULT-VALUE}.")
  private Duration warmup = Duration.ZERO;

  @Option(
      names = "--rate",
      paramLabel = "PER_SECOND",
      description = "An open loop: so many requests are due each second, at fixed times.")
  private @Nullable Long rate;

  /**
   * What was asked for, within its limits.
   *
   * @param most threads that there is work for
   */
  Pace pace(Basics basics, int most) {
    BenchLimits.require(basics, "--threads", threads, 1, MOST_THREADS);
    if (rate != null) {
      BenchLimits.require(basics, "--rate", rate, 1, MOST_PER_SECOND);
    }
    BenchLimits.require(basics, "--duration", duration, LEAST, MOST);
    BenchLimits.require(basics, "--warmup", warmup, Duration.ZERO, MOST);
    return new Pace(warmup, duration, rate == null ? 0 : rate, Math.min(threads, most));
  }

  /** Reads a length of time. */
  static final class DurationConverter implements ITypeConverter<Duration> {
    @Override
    public Duration convert(String text) {
      Duration duration = Durations.parse(text);
      if (duration == null) {
        throw new TypeConversionException("'" + text + "' is not " + Durations.ALLOWED);
      }
      return duration;
    }
  }
}
