package io.sluice.core.rig;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A reproducible stream of bytes that no other tag yields, so that a byte which strays into another
 * connection, or another place, is seen.
 */
public record TaggedBytes(long tag, long length) {
  /** Bytes are made in blocks, each from a generator of its own, so that any position is cheap. */
  static final int BLOCK = 8192;

  private static final AtomicLong TAGS = new AtomicLong();

  /** A stream with a tag of its own. */
  public static TaggedBytes ofLength(long length) {
    return new TaggedBytes(TAGS.incrementAndGet(), length);
  }

  /** The block that begins at that multiple of {@link #BLOCK}; whole also at the stream's end. */
  byte[] block(long position) {
    assert position % BLOCK == 0 : position;
    byte[] block = new byte[BLOCK];
    new SplittableRandom(tag * 0x9E37_79B9_7F4A_7C15L + position).nextBytes(block);
    return block;
  }
}
