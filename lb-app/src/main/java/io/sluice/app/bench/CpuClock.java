package io.sluice.app.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/** Processor time of this process, as the operating system counts it. Any thread. */
final class CpuClock {
  private CpuClock() {}

  /** Nanoseconds that all threads have run; 0 where it is not known. */
  static long nanos() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }
}
