package io.sluice.core.rig;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;

/** Processor time that the event loops of this process use. */
public final class LoopTime {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  private long lastNanos = System.nanoTime();
  private long lastUsedNanos = usedNanos();

  private LoopTime() {}

  /** Begins to look. */
  public static LoopTime startNow() {
    return new LoopTime();
  }

  /** The share of one processor that all loops together used since the last look. */
  public double shareSinceLastLook() {
    long now = System.nanoTime();
    long used = usedNanos();
    double share = (double) (used - lastUsedNanos) / (now - lastNanos);
    lastNanos = now;
    lastUsedNanos = used;
    return share;
  }

  private static long usedNanos() {
    long sum = 0;
    for (ThreadInfo thread : THREADS.getThreadInfo(THREADS.getAllThreadIds())) {
      if (thread != null && thread.getThreadName().startsWith("sluice-loop")) {
        sum += Math.max(0, THREADS.getThreadCpuTime(thread.getThreadId()));
      }
    }
    return sum;
  }
}
