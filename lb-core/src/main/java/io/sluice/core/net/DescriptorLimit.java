package io.sluice.core.net;

import com.sun.management.UnixOperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * How many file descriptors this process may have, and how many of them connections may use.
 *
 * @param descriptors RLIMIT_NOFILE, which the JVM has raised to the hard limit at start
 */
public record DescriptorLimit(long descriptors) {
  /*
   * Kept back: jars and libraries the JVM holds open, the loops' own descriptors, the admin HTTP,
   * the log, and what is accepted in the moment before accepting stops.
   */
  private static final long LEAST_RESERVE = 96;
  private static final long RESERVE_SHARE = 100;
  private static final long WITHOUT_LIMIT = 1_000_000;
  private static final int DESCRIPTORS_PER_CONNECTION = 2;

  /** Pipes, of two descriptors each, that streams may pass through at once. */
  private static final int MOST_PIPES = 256;

  private static final int PIPES_SHARE = 200;

  /** Reads the limit of this process. */
  public static DescriptorLimit ofThisProcess() {
    return ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean unix
        ? new DescriptorLimit(Math.min(unix.getMaxFileDescriptorCount(), WITHOUT_LIMIT))
        : new DescriptorLimit(WITHOUT_LIMIT);
  }

  /**
   * Client connections that fit at once, each with its endpoint connection; at least 1.
   *
   * @param listeningSockets descriptors that listeners hold
   */
  public int connectionsBeside(int listeningSockets) {
    long reserve = Math.max(LEAST_RESERVE, descriptors / RESERVE_SHARE);
    long left = descriptors - reserve - 2 * pipes() - listeningSockets;
    return Math.clamp(left / DESCRIPTORS_PER_CONNECTION, 1, Integer.MAX_VALUE);
  }

  private long pipes() {
    return Math.min(MOST_PIPES, descriptors / PIPES_SHARE);
  }

  /** Pipes that each of so many event loops may have open. */
  public int pipesOfALoop(int loops) {
    return Math.clamp(pipes() / loops, 1, MOST_PIPES);
  }

  /** Whether so many listening sockets leave most descriptors to connections. */
  public boolean hasRoomForListeners(long listeningSockets) {
    return listeningSockets <= descriptors / 8;
  }
}
