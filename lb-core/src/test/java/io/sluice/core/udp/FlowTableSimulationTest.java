package io.sluice.core.udp;

import io.sluice.core.rig.Seeds;
import org.junit.jupiter.api.Test;

/**
 * Drives flow tables by chance and compares them with a model after each step; replayed by {@code
 * scripts/test --seed N FlowTableSimulationTest}.
 */
class FlowTableSimulationTest {
  private static final int SEEDS = 256;
  private static final int STEPS = 3_000;

  /** F84, F85, F88, F90, F92 together: full tables, late events, moves, simultaneous expiry. */
  @Test
  void tableDoesWhatTheModelDoes() {
    long first = Seeds.next("FlowTableSimulationTest");
    int seeds = System.getProperty("seed") == null ? SEEDS : 1;
    for (long seed = first; seed < first + seeds; seed++) {
      FlowTableSimulation simulation = new FlowTableSimulation(seed);
      try {
        simulation.run(STEPS);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "scripts/test --seed " + seed + " FlowTableSimulationTest: " + simulation.story(), e);
      }
    }
  }
}
