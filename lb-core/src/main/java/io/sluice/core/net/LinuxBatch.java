package io.sluice.core.net;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.core.net.linux.ReceivedMessages;
import io.sluice.core.net.linux.UdpSockets;

/** A batch in memory that the kernel writes to. */
final class LinuxBatch implements DatagramBatch {
  private final DatagramAddresses addresses = new DatagramAddresses(CAPACITY);
  private final ReceivedMessages messages;
  private final ByteBuf[] payloads = new ByteBuf[CAPACITY];

  // Of each message: bytes in front that do not count any more.
  private final int[] starts = new int[CAPACITY];
  private int count;

  LinuxBatch(UdpSockets sockets) {
    messages = new ReceivedMessages(sockets, addresses);
    for (int message = 0; message < CAPACITY; message++) {
      payloads[message] = Unpooled.wrappedBuffer(messages.memory(message));
    }
  }

  ReceivedMessages messages() {
    return messages;
  }

  /** Where a message begins in its memory. */
  int start(int message) {
    return starts[message];
  }

  /** Adds what has come to a socket: how many messages, or a negative error number. */
  int receive(int descriptor, int most) {
    int received = messages.receive(descriptor, count, Math.min(most, CAPACITY - count));
    for (int i = 0; i < received; i++) {
      starts[count++] = 0;
    }
    return received;
  }

  /** Takes reports of the network off a socket: whether its peer cannot be reached. */
  boolean takeErrors(int descriptor) {
    return !isFull() && messages.takeErrors(descriptor, count);
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length(int message) {
    return messages.length(message) - starts[message];
  }

  @Override
  public int segmentSize(int message) {
    return messages.segmentSize(message) - starts[message];
  }

  @Override
  public DatagramAddresses addresses() {
    return addresses;
  }

  @Override
  public ByteBuf payload(int message) {
    return payloads[message].setIndex(starts[message], messages.length(message));
  }

  @Override
  public void skip(int message, int bytes) {
    assert datagrams(message) == 1 : "one datagram";
    starts[message] += bytes;
  }

  @Override
  public void add(ByteBuf first, ByteBuf second) {
    ByteBuf payload =
        payloads[count]
            .clear()
            .writeBytes(first, first.readerIndex(), first.readableBytes())
            .writeBytes(second, second.readerIndex(), second.readableBytes());
    messages.setLength(count, payload.writerIndex());
    starts[count++] = 0;
  }

  @Override
  public void clear() {
    count = 0;
  }
}
