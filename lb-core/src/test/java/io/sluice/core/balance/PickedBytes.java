package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.sluice.core.endpoint.Endpoint;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/** Measures what picks allocate. */
final class PickedBytes {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
  private static final int PICKS = 10_000;

  // A field, so that the compiler cannot prove a pick unused.
  private static volatile @Nullable Endpoint picked;

  private PickedBytes() {}

  /** The least of several rounds: the JVM itself allocates on this thread now and then. */
  static void assertNone(Selector selector) {
    pick(selector);
    pick(selector);
    long smallest = Long.MAX_VALUE;
    for (int round = 0; round < 5 && smallest > 0; round++) {
      long before = THREADS.getCurrentThreadAllocatedBytes();
      pick(selector);
      smallest = Math.min(smallest, THREADS.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(smallest).as("bytes for %d picks", PICKS).isZero();
    assertThat(picked).isNotNull();
  }

  private static void pick(Selector selector) {
    long hash = 0;
    for (int i = 0; i < PICKS; i++) {
      hash += 0x9e37_79b9_7f4a_7c15L;
      picked = selector.select(hash);
    }
  }
}
