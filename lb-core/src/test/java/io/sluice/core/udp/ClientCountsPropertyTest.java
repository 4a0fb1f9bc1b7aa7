package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class ClientCountsPropertyTest {
  static final int CLIENTS = 200;

  /** A client that has three sessions loses one, any other gets one more. */
  @Property(tries = 300)
  void countsAreThoseOfAMap(
      @ForAll @Size(max = 1_000) List<@IntRange(max = CLIENTS - 1) Integer> changed) {
    ClientCounts counts = new ClientCounts(FlowHash.withRandomSecret());
    Map<Integer, Integer> model = new HashMap<>();
    boolean isShrinking = false;
    for (int client : changed) {
      int before = model.getOrDefault(client, 0);
      isShrinking = before == 3 || (isShrinking && before > 0);
      if (isShrinking) {
        counts.decrement(flow(client), client % 2);
      } else {
        counts.increment(flow(client), client % 2);
      }
      model.put(client, before + (isShrinking ? -1 : 1));
      model.remove(client, 0);
    }
    assertThat(counts.size()).isEqualTo(model.size());
    for (int client = 0; client < CLIENTS; client++) {
      assertThat(counts.of(flow(client), client % 2)).isEqualTo(model.getOrDefault(client, 0));
      assertThat(counts.of(flow(client), 2)).isZero();
    }
  }

  /* Two neighbours are one address at two service ports. */
  private static FlowKey flow(int client) {
    return new FlowKey().fromIpv6(client / 2, 1, 53, 0);
  }
}
