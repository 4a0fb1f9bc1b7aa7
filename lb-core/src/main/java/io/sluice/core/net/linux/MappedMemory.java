package io.sluice.core.net.linux;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;

/** Memory outside of the heap that the kernel is told by address. One event loop. */
public final class MappedMemory {
  private final MemorySegment segment;

  MappedMemory(MemorySegment segment) {
    this.segment = segment;
  }

  /** Where it begins. */
  public long address() {
    return segment.address();
  }

  /** A view of a part of it; allocates. */
  public ByteBuffer view(long offset, int bytes) {
    return segment.asSlice(offset, bytes).asByteBuffer();
  }
}
