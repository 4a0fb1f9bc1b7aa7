package io.sluice.core.net;

import io.netty.util.internal.PlatformDependent;

/** The memory outside of the heap that buffers take. Any thread. */
public final class DirectMemory {
  /*
   * What is left beyond it has to do for a few small buffers of every connection, and for a chunk
   * that the allocator takes at once for many. New connections are held back later than this.
   */
  private static final int SHORT_PERCENT = 75;

  private static final long MAX = PlatformDependent.maxDirectMemory();
  private static final long SHORT = MAX / 100 * SHORT_PERCENT;

  private DirectMemory() {}

  /** Bytes that Netty's allocator holds, for buffers in use and for the next ones. */
  public static long used() {
    return Math.max(0, PlatformDependent.usedDirectMemory());
  }

  /** Bytes that it may hold: {@code -XX:MaxDirectMemorySize}, by default as much as the heap. */
  public static long max() {
    return MAX;
  }

  /** Whether so little is left that connections have to do with small buffers. */
  public static boolean isShort() {
    return PlatformDependent.usedDirectMemory() >= SHORT;
  }
}
