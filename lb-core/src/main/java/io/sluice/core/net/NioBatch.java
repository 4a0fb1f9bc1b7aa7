package io.sluice.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.ByteBuffer;

/** A batch in buffers of the JVM, one datagram a message. */
final class NioBatch implements DatagramBatch {
  private static final int LARGEST = 65_536;

  private final DatagramAddresses addresses = new DatagramAddresses(CAPACITY);
  private final ByteBuffer[] payloads = new ByteBuffer[CAPACITY];
  private final ByteBuf[] views = new ByteBuf[CAPACITY];

  // Of each message: where it begins and ends in its buffer.
  private final int[] starts = new int[CAPACITY];
  private final int[] ends = new int[CAPACITY];
  private int count;

  NioBatch() {
    for (int message = 0; message < CAPACITY; message++) {
      payloads[message] = ByteBuffer.allocateDirect(LARGEST);
      views[message] = Unpooled.wrappedBuffer(payloads[message]);
    }
  }

  /** The buffer that the next datagram is to be received into. */
  ByteBuffer next() {
    return payloads[count].clear();
  }

  /** The next buffer holds a datagram. */
  void add(ClientAddress client, int scope, ClientAddress local) {
    addresses.setClient(count, client.high(), client.low(), client.port(), scope);
    addresses.setLocal(count, local.high(), local.low());
    addMessage(payloads[count].position());
  }

  private void addMessage(int length) {
    starts[count] = 0;
    ends[count++] = length;
  }

  /** A datagram's bytes, to be sent. */
  ByteBuffer bytes(int message) {
    return payloads[message].limit(ends[message]).position(starts[message]);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length(int message) {
    return ends[message] - starts[message];
  }

  @Override
  public int segmentSize(int message) {
    return length(message);
  }

  @Override
  public DatagramAddresses addresses() {
    return addresses;
  }

  @Override
  public ByteBuf payload(int message) {
    return views[message].setIndex(starts[message], ends[message]);
  }

  @Override
  public void skip(int message, int bytes) {
    starts[message] += bytes;
  }

  @Override
  public void add(ByteBuf first, ByteBuf second) {
    addMessage(
        views[count]
            .clear()
            .writeBytes(first, first.readerIndex(), first.readableBytes())
            .writeBytes(second, second.readerIndex(), second.readableBytes())
            .writerIndex());
  }

  @Override
  public void clear() {
    count = 0;
  }
}
