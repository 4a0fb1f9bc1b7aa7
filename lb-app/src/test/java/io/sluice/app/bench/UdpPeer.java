package io.sluice.app.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.util.concurrent.atomic.AtomicInteger;

/** A UDP echo that mistreats some of what comes. */
final class UdpPeer implements AutoCloseable {
  /** What becomes of a datagram. */
  enum Treatment {
    ECHO,
    DROP,
    DOUBLE,
    /** Its payload comes back changed. */
    SPOIL
  }

  private final DatagramSocket socket;
  private final Treatment treatment;
  private final int every;
  private final AtomicInteger treated = new AtomicInteger();
  private final AtomicInteger received = new AtomicInteger();

  /** One that treats every so many-th datagram so. */
  UdpPeer(Treatment treatment, int every) {
    this.treatment = treatment;
    this.every = every;
    try {
      socket = new DatagramSocket(Loads.loopback(0));
      socket.setReceiveBufferSize(1024 * 1024);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofPlatform().daemon().start(this::serve);
  }

  int port() {
    return socket.getLocalPort();
  }

  int received() {
    return received.get();
  }

  int treated() {
    return treated.get();
  }

  private void serve() {
    DatagramPacket packet = new DatagramPacket(new byte[65_535], 65_535);
    try {
      while (true) {
        packet.setLength(65_535);
        socket.receive(packet);
        boolean isTreated = received.incrementAndGet() % every == 0;
        if (isTreated) {
          treated.incrementAndGet();
        }
        answer(packet, isTreated ? treatment : Treatment.ECHO);
      }
    } catch (IOException e) {
      // Closed: the end of the test.
    }
  }

  private void answer(DatagramPacket packet, Treatment how) throws IOException {
    switch (how) {
      case ECHO -> socket.send(packet);
      case DROP -> {}
      case DOUBLE -> {
        socket.send(packet);
        socket.send(packet);
      }
      case SPOIL -> {
        packet.getData()[7]++;
        socket.send(packet);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
