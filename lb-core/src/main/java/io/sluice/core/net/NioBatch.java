package io.sluice.core.net;

import java.nio.ByteBuffer;

/** A batch in buffers of the JVM, one datagram a message. */
final class NioBatch implements DatagramBatch {
  private static final int LARGEST = 65_536;

  private final DatagramAddresses addresses = new DatagramAddresses(CAPACITY);
  private final ByteBuffer[] payloads = new ByteBuffer[CAPACITY];
  private int count;

  NioBatch() {
    for (int message = 0; message < CAPACITY; message++) {
      payloads[message] = ByteBuffer.allocateDirect(LARGEST);
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
    payloads[count].flip();
    count++;
  }

  /** A datagram's bytes, to be sent. */
  ByteBuffer payload(int message) {
    return payloads[message].rewind();
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int length(int message) {
    return payloads[message].limit();
  }

  @Override
  public int segmentSize(int message) {
    return payloads[message].limit();
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
