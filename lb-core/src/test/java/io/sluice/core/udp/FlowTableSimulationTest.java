package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.rig.Seeds;
import java.util.EnumMap;
import java.util.Map;
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
    Map<SessionEnd, Integer> ends = new EnumMap<>(SessionEnd.class);
    Map<UdpDrop, Integer> drops = new EnumMap<>(UdpDrop.class);
    for (long seed = first; seed < first + seeds; seed++) {
      FlowTableSimulation simulation = new FlowTableSimulation(seed, ends, drops);
      try {
        simulation.run(STEPS);
      } catch (AssertionError | RuntimeException e) {
        throw new AssertionError(
            "scripts/test --seed " + seed + " FlowTableSimulationTest: " + simulation.story(), e);
      }
    }
    if (seeds == SEEDS) {
      assertThat(ends).as("everything happens").containsOnlyKeys(SessionEnd.values());
      assertThat(drops).as("everything happens").containsOnlyKeys(UdpDrop.values());
    }
  }
}
