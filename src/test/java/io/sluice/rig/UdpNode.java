package io.sluice.rig;

import java.io.Closeable;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.Function;

/** A UDP socket in a namespace: a client, or an endpoint. */
public final class UdpNode implements Closeable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final Duration SILENCE = Duration.ofSeconds(1);
  private static final int LARGEST = 65_535;

  private final DatagramSocket socket;

  /** A datagram and who has sent it. */
  @SuppressWarnings("ArrayRecordComponent") // Nobody writes into it or compares it.
  public record Datagram(InetSocketAddress from, byte[] payload) {
    /** The payload as text. */
    public String text() {
      return new String(payload, StandardCharsets.UTF_8);
    }
  }

  private UdpNode(DatagramSocket socket) throws IOException {
    this.socket = socket;
    socket.setSoTimeout((int) PATIENCE.toMillis());
  }

  /** Bound to an address of the namespace; port 0: any. */
  public static UdpNode at(Namespace namespace, String address, int port) throws IOException {
    InetSocketAddress local = new InetSocketAddress(InetAddress.ofLiteral(address), port);
    return new UdpNode(namespace.inside(() -> new DatagramSocket(local)));
  }

  /** Sends a text. */
  public void send(InetSocketAddress to, String text) throws IOException {
    send(to, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Sends a datagram. */
  public void send(InetSocketAddress to, byte[] payload) throws IOException {
    socket.send(new DatagramPacket(payload, payload.length, to));
  }

  /** The next datagram, which must come. */
  public Datagram receive() throws IOException {
    DatagramPacket packet = new DatagramPacket(new byte[LARGEST], LARGEST);
    try {
      socket.receive(packet);
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nothing came to " + socket.getLocalSocketAddress(), e);
    }
    byte[] payload = new byte[packet.getLength()];
    System.arraycopy(packet.getData(), 0, payload, 0, payload.length);
    return new Datagram((InetSocketAddress) packet.getSocketAddress(), payload);
  }

  /** Whether nothing comes for a while. */
  public boolean hearsNothing() throws IOException {
    socket.setSoTimeout((int) SILENCE.toMillis());
    try {
      socket.receive(new DatagramPacket(new byte[1], 1));
      return false;
    } catch (SocketTimeoutException e) {
      return true;
    } finally {
      socket.setSoTimeout((int) PATIENCE.toMillis());
    }
  }

  /** Sends everything back, from now on. */
  public void echo() throws IOException {
    serve(Datagram::payload);
  }

  /** Answers everything with a text, from now on. */
  public void answer(String text) throws IOException {
    byte[] answer = text.getBytes(StandardCharsets.UTF_8);
    serve(datagram -> answer);
  }

  private void serve(Function<Datagram, byte[]> answer) throws IOException {
    socket.setSoTimeout(0);
    Thread.ofPlatform().daemon().start(() -> serveAll(answer));
  }

  private void serveAll(Function<Datagram, byte[]> answer) {
    try {
      while (!socket.isClosed()) {
        Datagram datagram = receive();
        send(datagram.from(), answer.apply(datagram));
      }
    } catch (IOException e) {
      // Closed: the test has ended.
    }
  }

  @Override
  public void close() {
    socket.close();
  }
}
