package io.sluice.core.rig;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/** A client or an endpoint that speaks UDP, on a thread of the test's. */
public final class UdpPeer implements Closeable {
  /** Long enough for everything that is to come. */
  public static final Duration PATIENCE = Duration.ofSeconds(10);

  private static final int LARGEST = 65_535;

  private final DatagramSocket socket;
  private final byte[] buffer = new byte[LARGEST];

  /** A datagram and who has sent it. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody writes into it or compares it.
  public record Datagram(InetSocketAddress from, byte[] payload) {
    /** The payload as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private UdpPeer(DatagramSocket socket) {
    this.socket = socket;
  }

  /** On any free port of an address. */
  public static UdpPeer at(String address) throws IOException {
    return at(new InetSocketAddress(InetAddress.ofLiteral(address), 0));
  }

  /** On an address. */
  public static UdpPeer at(InetSocketAddress address) throws IOException {
    DatagramSocket socket = new DatagramSocket(address);
    socket.setSoTimeout((int) PATIENCE.toMillis());
    socket.setReceiveBufferSize(4 << 20);
    return new UdpPeer(socket);
  }

  /** Where it is. */
  public InetSocketAddress address() {
    return (InetSocketAddress) socket.getLocalSocketAddress();
  }

  /** Talks to that address only from now on, and learns what ICMP says of it. */
  public UdpPeer connect(InetSocketAddress to) throws IOException {
    socket.connect(to);
    return this;
  }

  /** Sends a datagram. */
  public void send(SocketAddress to, byte[] payload) throws IOException {
    socket.send(new DatagramPacket(payload, payload.length, to));
  }

  /** Sends a datagram. */
  public void send(SocketAddress to, String text) throws IOException {
    send(to, text.getBytes(StandardCharsets.UTF_8));
  }

  /** The next datagram, which must come. */
  public Datagram receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(buffer, buffer.length);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nothing came to " + address(), e);
    }
    return new Datagram(
        (InetSocketAddress) packet.getSocketAddress(),
        Arrays.copyOf(packet.getData(), packet.getLength()));
  }

  /** Whether a datagram comes within a time. */
  public boolean hears(Duration within) throws IOException {
    socket.setSoTimeout((int) within.toMillis());
    try {
      socket.receive(new DatagramPacket(buffer, buffer.length));
      return true;
    } catch (SocketTimeoutException e) {
      return false;
    } finally {
      socket.setSoTimeout((int) PATIENCE.toMillis());
    }
  }

  /** Sends a datagram and waits for the answer. */
  public Datagram ask(SocketAddress to, byte[] payload) throws IOException {
    send(to, payload);
    return receive();
  }

  /** Sends a text and waits for the answer's. */
  public String ask(SocketAddress to, String text) throws IOException {
    send(to, text);
    return receive().text();
  }

  /** What an endpoint makes of a datagram. */
  public interface Behaviour {
    /** Answers, or does not. */
    void serve(UdpPeer self, Datagram datagram) throws IOException;
  }

  /** Serves every datagram from now on, on a thread of its own. */
  public UdpPeer serving(Behaviour behaviour) throws IOException {
    socket.setSoTimeout(0);
    Thread.ofPlatform()
        .daemon()
        .name("endpoint " + address().getPort())
        .start(() -> serveAll(behaviour));
    return this;
  }

  /** Sends everything back. */
  public UdpPeer echoing() throws IOException {
    return serving((self, datagram) -> self.send(datagram.from(), datagram.payload()));
  }

  /** Answers everything with a name. */
  public UdpPeer answering(String name) throws IOException {
    return serving((self, datagram) -> self.send(datagram.from(), name));
  }

  private void serveAll(Behaviour behaviour) {
    try {
      while (!socket.isClosed()) {
        behaviour.serve(this, receive());
      }
    } catch (IOException e) {
      if (!socket.isClosed()) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
