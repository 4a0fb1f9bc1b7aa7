package io.sluice.core.net;

import io.netty.util.internal.PlatformDependent;

/** The memory outside of the heap that buffers take. Any thread. */
public final class DirectMemory {
  private DirectMemory() {}

  /** Bytes that Netty's allocator holds, for buffers in use and for the next ones. */
  public static long used() {
    return Math.max(0, PlatformDependent.usedDirectMemory());
  }

  /** Bytes that it may hold: {@code -XX:MaxDirectMemorySize}, by default as much as the heap. */
  public static long max() {
    return PlatformDependent.maxDirectMemory();
  }
}
