package io.sluice.app.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that serves each connection on a thread, as a test says. */
final class TcpPeer implements AutoCloseable {
  /** What is done with a connection; at the end it is closed. */
  interface Service {
    void serve(Socket connection, TcpPeer peer) throws IOException, InterruptedException;
  }

  private final ServerSocket listening;
  private final Service service;
  private final AtomicInteger connections = new AtomicInteger();
  private final AtomicInteger requests = new AtomicInteger();

  TcpPeer(Service service) {
    this.service = service;
    try {
      listening = new ServerSocket(0, 1024, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread.ofVirtual().start(this::accept);
  }

  /** One that gives back every request of the usual size. */
  static TcpPeer echo() {
    return new TcpPeer((connection, peer) -> peer.echo(connection, request -> {}));
  }

  /** Called before a request is answered, with its number from 1 over all connections. */
  interface BeforeAnswer {
    void onRequest(int number) throws InterruptedException;
  }

  void echo(Socket connection, BeforeAnswer before) throws IOException, InterruptedException {
    InputStream in = connection.getInputStream();
    for (byte[] request = in.readNBytes(Loads.BYTES);
        request.length == Loads.BYTES;
        request = in.readNBytes(Loads.BYTES)) {
      before.onRequest(requests.incrementAndGet());
      connection.getOutputStream().write(request);
    }
  }

  int port() {
    return listening.getLocalPort();
  }

  int connections() {
    return connections.get();
  }

  int requests() {
    return requests.get();
  }

  int countRequest() {
    return requests.incrementAndGet();
  }

  private void accept() {
    try {
      while (true) {
        Socket connection = listening.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      }
    } catch (IOException e) {
      // Closed: the end of the test.
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      connection.setTcpNoDelay(true);
      service.serve(connection, this);
    } catch (IOException e) {
      // The other side is gone.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() throws IOException {
    listening.close();
  }
}
