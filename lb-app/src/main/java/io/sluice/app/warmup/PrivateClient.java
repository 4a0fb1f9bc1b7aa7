package io.sluice.app.warmup;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;

/** Does what clients do: short connections, a stream, an end in one direction, a reset. */
final class PrivateClient implements AutoCloseable {
  private static final int SHORT_CONNECTIONS = 6;
  private static final int DATAGRAMS = 8;
  private static final byte[] SMALL = new byte[128];
  private static final byte[] BLOCK = new byte[1 << 15];

  private final InetSocketAddress address;
  private final Deadline deadline;
  private final DatagramSocket udp;
  private final DatagramPacket received = new DatagramPacket(new byte[1 << 11], 1 << 11);

  PrivateClient(int port, Deadline deadline) throws IOException {
    this.address = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
    this.deadline = deadline;
    this.udp = new DatagramSocket(0, address.getAddress());
  }

  void connections() throws IOException {
    for (int i = 0; i < SHORT_CONNECTIONS && !deadline.hasPassed(); i++) {
      try (Socket socket = connect()) {
        exchange(socket, SMALL);
      }
    }
    try (Socket socket = connect()) {
      exchange(socket, SMALL);
      socket.setSoLinger(true, 0);
    }
    try (Socket socket = connect()) {
      exchange(socket, BLOCK);
      socket.shutdownOutput();
      socket.getInputStream().transferTo(OutputStream.nullOutputStream());
    }
  }

  void datagrams() throws IOException {
    for (int i = 0; i < DATAGRAMS && !deadline.hasPassed(); i++) {
      udp.setSoTimeout(deadline.leftMillis());
      udp.send(new DatagramPacket(SMALL, SMALL.length, address));
      udp.receive(received);
    }
  }

  @Override
  public void close() {
    udp.close();
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket();
    try {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(deadline.leftMillis());
      socket.connect(address, deadline.leftMillis());
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }

  private static void exchange(Socket socket, byte[] message) throws IOException {
    socket.getOutputStream().write(message);
    InputStream in = socket.getInputStream();
    in.skipNBytes(message.length);
  }
}
