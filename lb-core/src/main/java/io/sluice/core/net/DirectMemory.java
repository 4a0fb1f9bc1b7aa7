package io.sluice.core.net;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
import java.lang.management.ManagementFactory;

/** The memory outside of the heap that buffers take. Any thread. */
public final class DirectMemory {
  private static final long MAX = findMax();

  private DirectMemory() {}

  /** Bytes that Netty's allocator holds, for buffers in use and for the next ones. */
  public static long used() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }

  /** Bytes that it may hold: {@code -XX:MaxDirectMemorySize}, by default as much as the heap. */
  public static long max() {
    return MAX;
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
