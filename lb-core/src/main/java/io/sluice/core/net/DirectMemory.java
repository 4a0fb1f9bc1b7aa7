package io.sluice.core.net;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetric;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;

/** The memory outside of the heap that buffers take. Any thread; allocates nothing. */
public final class DirectMemory {
  /*
   * What is left beyond it has to do for a few small buffers of every connection, and for a chunk
   * that the allocator takes at once for many. New connections are held back later than this.
   */
  private static final int SHORT_PERCENT = 75;

  private static final ByteBufAllocatorMetric METRIC =
      ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric();
  private static final long MAX = findMax();
  private static final long SHORT = MAX / 100 * SHORT_PERCENT;

  private DirectMemory() {}

  /** Bytes that Netty's allocator holds, for buffers in use and for the next ones. */
  public static long used() {
    return METRIC.usedDirectMemory();
  }

  /** Bytes that it may hold: {@code -XX:MaxDirectMemorySize}, by default as much as the heap. */
  public static long max() {
    return MAX;
  }

  /** Whether so little is left that connections have to do with small buffers. */
  public static boolean isShort() {
    return used() >= SHORT;
  }

  private static long findMax() {
    String option =
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .getVMOption("MaxDirectMemorySize")
            .getValue();
    long set = Long.parseLong(option);
    return set > 0 ? set : Runtime.getRuntime().maxMemory();
  }
}
