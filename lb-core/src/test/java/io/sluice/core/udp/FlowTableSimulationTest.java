package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.rig.Seeds;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Drives flow tables by chance and compares them with a model after each step; replayed by {@code
 * scripts/test --seed N FlowTableSimulationTest}.
 */
class FlowTableSimulationTest {
  private static final int SEEDS = 256;
  private static final int STEPS = 3_000;

  /** The others are found by whoever picks, receives or sends. */
  private static final Set<UdpDrop> DROPS_OF_THE_TABLE =
      EnumSet.of(
          UdpDrop.TABLE_FULL,
          UdpDrop.CLIENT_FULL,
          UdpDrop.NO_ENDPOINT,
          UdpDrop.INVALID_SOURCE,
          UdpDrop.LATE_RESPONSE);

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
      assertThat(drops.keySet()).as("everything happens").isEqualTo(DROPS_OF_THE_TABLE);
    }
  }
}
