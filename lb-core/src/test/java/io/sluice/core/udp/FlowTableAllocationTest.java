package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;

/** No datagram allocates once the table has seen as many sessions as there are. */
class FlowTableAllocationTest {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int FLOWS = 64;
  private static final int DATAGRAMS = 10_000;

  private final TableRig rig = new TableRig(/* maxSessions= */ FLOWS, /* endpoints= */ 3);

  @Test
  void datagramAndResponseOfAKnownSessionAllocateNothing() {
    assertThat(allocatedBy(this::exchange)).isZero();
  }

  @Test
  void sessionsThatComeAndGoAllocateNothing() {
    rig.limits = TableRig.counted(1, 1);
    assertThat(allocatedBy(this::exchange)).isZero();
    assertThat(rig.picks).isEqualTo(6 * DATAGRAMS);
  }

  @Test
  void floodThatEvictsAllocatesNothing() {
    assertThat(allocatedBy(this::forged)).isZero();
  }

  private void exchange(int i) {
    UdpSession session = rig.tryDatagram(0x0a00_0001 + i % FLOWS);
    if (session != null) {
      rig.table.onSent(session, session.number());
      rig.respond(session);
    }
    rig.ends.clear();
    rig.now += 1_000;
    rig.table.expire(rig.now, 8);
  }

  private void forged(int i) {
    rig.tryDatagram(0x5000_0000 + i % (3 * FLOWS));
    rig.ends.clear();
  }

  /** Bytes of the least of several rounds: the JVM itself allocates on this thread now and then. */
  private static long allocatedBy(IntConsumer datagram) {
    run(datagram);
    long smallest = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      run(datagram);
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    return smallest;
  }

  private static void run(IntConsumer datagram) {
    for (int i = 0; i < DATAGRAMS; i++) {
      datagram.accept(i);
    }
  }
}
