package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class FlowIndexPropertyTest {
  private final SessionPool<UdpSession> pool = new SessionPool<>(UdpSession::new);
  private final FlowIndex index = new FlowIndex(pool);
  private final Map<Integer, UdpSession> model = new HashMap<>();

  /** Flows by number, with so few hashes that most of them collide, some around the array's end. */
  @Property(tries = 300)
  void findsExactlyWhatWasAddedAndNotRemoved(
      @ForAll @Size(max = 600) List<@IntRange(max = 300) Integer> toggled) {
    for (int number : toggled) {
      UdpSession known = model.remove(number);
      if (known == null) {
        UdpSession session = pool.take();
        session.flow.copyFrom(flow(number));
        session.hash = hash(number);
        index.add(session);
        model.put(number, session);
      } else {
        index.remove(known);
        pool.giveBack(known);
      }
      assertThat(index.size()).isEqualTo(model.size());
    }
    for (int number = 0; number <= 300; number++) {
      assertThat(index.find(hash(number), flow(number))).isSameAs(model.get(number));
    }
  }

  private static FlowKey flow(int number) {
    return new FlowKey().fromIpv4(number, 53).toIpv4(1, 0);
  }

  private static long hash(int number) {
    return (-1L - number % 7) << Integer.SIZE;
  }
}
