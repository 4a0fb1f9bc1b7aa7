package io.sluice.core.net.stream;

import io.sluice.core.net.linux.MappedMemory;
import io.sluice.core.net.linux.StreamSockets;
import java.nio.ByteBuffer;

/** Pieces of memory that bytes pass through on their way, for one event loop. */
public final class Chunks {
  /*
   * Whoever has read into a chunk has usually written it out and given it back by the end of the
   * turn, so few serve any number of connections, and the one that comes back last is the next to
   * be used, while it is in the processor's cache. They are mapped and not allocated: what was
   * never touched takes no page. The stride is not a power of two; otherwise the first lines of all
   * chunks would compete for the same few places in the cache.
   */
  static final int COUNT = 64;

  /** Bytes of a chunk: messages of 64 KiB are usual, and come with a head of their protocol's. */
  public static final int BYTES = 128 * 1024;

  private static final int STRIDE = BYTES + 5 * 64;

  /** In place of a chunk, when there is none. */
  public static final int NONE = -1;

  private final long base;
  private final ByteBuffer[] views = new ByteBuffer[COUNT];
  private final int[] free = new int[COUNT];
  private int freeCount = COUNT;

  Chunks(StreamSockets sockets) {
    MappedMemory memory = sockets.map((long) STRIDE * COUNT);
    base = memory.address();
    for (int i = 0; i < COUNT; i++) {
      views[i] = memory.view((long) STRIDE * i, BYTES);
      free[i] = COUNT - 1 - i;
    }
  }

  /** A chunk, or {@link #NONE} when all are in use. */
  public int take() {
    return freeCount == 0 ? NONE : free[--freeCount];
  }

  /** Gives a chunk back. */
  public void giveBack(int chunk) {
    assert chunk >= 0 && freeCount < COUNT : "chunk " + chunk + " with " + freeCount + " free";
    free[freeCount++] = chunk;
  }

  /** Whether every one has been given back. */
  boolean areAllBack() {
    return freeCount == COUNT;
  }

  /** Whether one may be kept for a while: enough are left for what comes and goes. */
  public boolean maySpare() {
    return freeCount >= COUNT / 2;
  }

  /** A part of a chunk's memory, good until the next call for the same chunk. */
  public ByteBuffer view(int chunk, int offset, int bytes) {
    return views[chunk].limit(offset + bytes).position(offset);
  }

  /** Address of a chunk's memory. */
  public long address(int chunk) {
    return base + (long) STRIDE * chunk;
  }
}
