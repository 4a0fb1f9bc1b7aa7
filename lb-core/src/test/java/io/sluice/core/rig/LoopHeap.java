package io.sluice.core.rig;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;

/** Bytes of heap that the event loops of this process allocate. */
public final class LoopHeap {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  /** The compiler may still be at work, and what is not compiled allocates more. */
  private static final int MOST_ROUNDS = 12;

  /** Something that event loops are to do. */
  public interface Work {
    /** Does it once, to the end. */
    void run() throws Exception;
  }

  private LoopHeap() {}

  /**
   * What a round of some work allocates. The least of several rounds: one that keeps to it shows
   * that no more is needed.
   *
   * @param enough rounds end once one allocates no more than that
   */
  public static long bytesOfRound(Work work, long enough) throws Exception {
    long least = Long.MAX_VALUE;
    for (int round = 0; round < MOST_ROUNDS && least > enough; round++) {
      long before = allocatedBytes();
      work.run();
      long bytes = allocatedBytes() - before;
      least = Math.min(least, bytes);
    }
    return least;
  }

  private static long allocatedBytes() {
    long sum = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("sluice-loop")) {
        sum += THREADS.getThreadAllocatedBytes(thread.getThreadId());
      }
    }
    return sum;
  }
}
