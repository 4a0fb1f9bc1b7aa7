package io.sluice.benchmarks;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collection;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

final class PickAllocationTest {
  /* Less than a byte in a hundred picks: what the harness allocates around an iteration. */
  private static final double NOTHING = 0.01;

  @Test
  void pickAllocatesNothing() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(PickBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .forks(0)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(100))
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(100))
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(options).run();

    assertThat(results).hasSize(8);
    assertThat(results).allMatch(result -> allocatedBytesPerPick(result) < NOTHING);
  }

  private static double allocatedBytesPerPick(RunResult result) {
    return requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
  }
}
