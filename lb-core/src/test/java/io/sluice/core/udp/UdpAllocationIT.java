package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.sun.management.ThreadMXBean;
import io.sluice.config.model.Transport;
import io.sluice.core.net.TransportChoice;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A datagram of a known session allocates nothing, neither there nor back. */
@Timeout(60)
class UdpAllocationIT {
  private static final int WARM_UP = 60_000;
  private static final int MEASURED = 100_000;
  private static final int WINDOW = 32;
  private static final int SINGLE = 20; // one of so many goes alone
  private static final int ROUNDS = 12;

  /** Bytes; the expiry of sessions is set anew now and then, whatever datagrams come. */
  private static final long A_TIMER = 1_000;

  @Test
  void datagramOfAKnownSessionAllocatesNothing() throws Exception {
    assumeThat(TransportChoice.choose(Transport.EPOLL).isFallback()).isFalse();
    try (UdpRig rig = UdpRig.of(Transport.EPOLL).eventLoops(1)) {
      rig.balance(rig.peer().echoing());
      UdpPeer client = rig.peer();
      exchange(rig, client, WARM_UP);
      ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
      long loop = loopThread(threads);
      long least = Long.MAX_VALUE;
      // The compiler may still be at work in the first rounds; one without proves that nothing has
      // to be allocated.
      for (int round = 0; round < ROUNDS && least > A_TIMER; round++) {
        long before = threads.getThreadAllocatedBytes(loop);
        exchange(rig, client, MEASURED);
        least = Math.min(least, threads.getThreadAllocatedBytes(loop) - before);
      }
      assertThat(least)
          .as("bytes over %d datagrams and as many replies", MEASURED)
          .isLessThanOrEqualTo(A_TIMER);
    }
  }

  /** Many at once and one at a time, which pass by different system calls; both become warm. */
  private static void exchange(UdpRig rig, UdpPeer client, int count) throws Exception {
    exchange(rig, client, count - count / SINGLE, WINDOW);
    exchange(rig, client, count / SINGLE, 1);
  }

  private static void exchange(UdpRig rig, UdpPeer client, int count, int window) throws Exception {
    byte[] payload = new byte[100];
    for (int windows = 0; windows < count / window; windows++) {
      for (int i = 0; i < window; i++) {
        client.send(rig.address(), payload);
      }
      for (int i = 0; i < window; i++) {
        client.receive();
      }
    }
  }

  private static long loopThread(ThreadMXBean threads) {
    for (long id : threads.getAllThreadIds()) {
      var info = threads.getThreadInfo(id);
      if (info != null && info.getThreadName().startsWith("sluice-loop")) {
        return id;
      }
    }
    throw new AssertionError("no event loop");
  }
}
