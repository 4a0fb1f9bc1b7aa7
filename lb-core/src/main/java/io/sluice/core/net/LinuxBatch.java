package io.sluice.core.net;

import io.sluice.core.net.linux.ReceivedMessages;
import io.sluice.core.net.linux.UdpSockets;

/** A batch in memory that the kernel writes to. */
final class LinuxBatch implements DatagramBatch {
  private final DatagramAddresses addresses = new DatagramAddresses(CAPACITY);
  private final ReceivedMessages messages;
  private int count;

  LinuxBatch(UdpSockets sockets) {
    messages = new ReceivedMessages(sockets, addresses);
  }

  ReceivedMessages messages() {
    return messages;
  }

  /** Adds what has come to a socket: how many messages, or a negative error number. */
  int receive(int descriptor) {
    int received = messages.receive(descriptor, count);
    if (received > 0) {
      count += received;
    }
    return received;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length(int message) {
    return messages.length(message);
  }

  @Override
  public int segmentSize(int message) {
    return messages.segmentSize(message);
  }

  @Override
  public DatagramAddresses addresses() {
    return addresses;
  }

  @Override
  public void clear() {
    count = 0;
  }
}
