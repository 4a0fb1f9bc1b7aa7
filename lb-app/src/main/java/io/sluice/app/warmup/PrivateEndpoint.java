package io.sluice.app.warmup;

import io.sluice.config.model.Protocol;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** Sends back what comes, one connection after the other, on ports that the kernel chose. */
final class PrivateEndpoint implements AutoCloseable {
  private static final int BACKLOG = 16;

  private final ServerSocket tcp;
  private final DatagramSocket udp;
  private final Deadline deadline;

  private PrivateEndpoint(ServerSocket tcp, DatagramSocket udp, Deadline deadline) {
    this.tcp = tcp;
    this.udp = udp;
    this.deadline = deadline;
  }

  static PrivateEndpoint open(Deadline deadline) throws IOException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    ServerSocket tcp = new ServerSocket(0, BACKLOG, loopback);
    try {
      DatagramSocket udp = new DatagramSocket(0, loopback);
      PrivateEndpoint endpoint = new PrivateEndpoint(tcp, udp, deadline);
      Thread.ofPlatform().daemon().name("sluice-warm-up-tcp").start(endpoint::serve);
      Thread.ofPlatform().daemon().name("sluice-warm-up-udp").start(endpoint::serveUdp);
      return endpoint;
    } catch (IOException e) {
      tcp.close();
      throw e;
    }
  }

  int port(Protocol protocol) {
    return protocol == Protocol.UDP ? udp.getLocalPort() : tcp.getLocalPort();
  }

  /** Its threads end. */
  @Override
  public void close() throws IOException {
    udp.close();
    tcp.close();
  }

  private void serve() {
    byte[] bytes = new byte[1 << 14];
    while (!tcp.isClosed()) {
      try (Socket socket = tcp.accept()) {
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(deadline.leftMillis());
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          out.write(bytes, 0, read);
        }
      } catch (IOException e) {
        // A reset, the deadline, or the end: the next accept tells which.
      }
    }
  }

  private void serveUdp() {
    DatagramPacket packet = new DatagramPacket(new byte[1 << 11], 1 << 11);
    while (!udp.isClosed()) {
      try {
        udp.receive(packet);
        udp.send(packet);
      } catch (IOException e) {
        // An error of an earlier datagram, or the end.
      }
    }
  }
}
