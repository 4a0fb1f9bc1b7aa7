package io.sluice.app.bench;

import java.nio.ByteBuffer;

/** So many bytes, whatever they are. */
final class CountedResponse implements ResponseReader {
  private final long expected;
  private long read;

  CountedResponse(long expected) {
    this.expected = expected;
  }

  @Override
  public void begin() {
    read = 0;
  }

  @Override
  public State read(ByteBuffer bytes, int length) {
    read += length;
    if (read > expected) {
      return State.WRONG;
    }
    return read == expected ? State.WHOLE : State.PART;
  }

  @Override
  public long bytes() {
    return read;
  }
}
