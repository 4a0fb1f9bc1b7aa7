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
  /*
   * Bytes a pick that the harness itself allocates around an iteration, the more the slower a pick
   * is; the smallest object in one of fifty picks would be more.
   */
  private static final double NOTHING = 0.1;

  private static final int POLICIES = PickBenchmark.Policy.values().length;
  private static final int SIZES = 4;
  private static final int HASHES = 1;

  @Test
  void pickAllocatesNothing() throws RunnerException {
    Options options =
        new OptionsBuilder()
            .include(PickBenchmark.class.getName() + ".pick$")
            .include(HashBenchmark.class.getName())
            .addProfiler(GCProfiler.class)
            .forks(0)
            .warmupIterations(2)
            .warmupTime(TimeValue.milliseconds(80))
            .measurementIterations(2)
            .measurementTime(TimeValue.milliseconds(80))
            .verbosity(VerboseMode.SILENT)
            .build();

    Collection<RunResult> results = new Runner(options).run();

    assertThat(results).hasSize(POLICIES * SIZES + HASHES);
    assertThat(results).allMatch(result -> allocatedBytesPerPick(result) < NOTHING);
  }

  private static double allocatedBytesPerPick(RunResult result) {
    return requireNonNull(result.getSecondaryResults().get("gc.alloc.rate.norm")).getScore();
  }
}
