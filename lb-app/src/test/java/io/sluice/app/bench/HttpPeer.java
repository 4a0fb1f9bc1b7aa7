package io.sluice.app.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of HTTP/1.1 that ends a connection after so many requests, as nginx does. */
final class HttpPeer implements AutoCloseable {
  private final int requestsPerConnection;
  private final AtomicInteger endsAskedFor = new AtomicInteger();
  private final TcpPeer peer = new TcpPeer(this::serve);

  HttpPeer(int requestsPerConnection) {
    this.requestsPerConnection = requestsPerConnection;
  }

  int port() {
    return peer.port();
  }

  int requests() {
    return peer.requests();
  }

  /** Requests with {@code Connection: close}. */
  int endsAskedFor() {
    return endsAskedFor.get();
  }

  private void serve(Socket connection, TcpPeer self) throws IOException {
    BufferedReader in =
        new BufferedReader(
            new InputStreamReader(connection.getInputStream(), StandardCharsets.US_ASCII));
    for (int i = 1; ; i++) {
      String line = in.readLine();
      if (line == null) {
        return;
      }
      boolean isLast = i == requestsPerConnection;
      boolean isEndAskedFor = false;
      while (!line.isEmpty()) {
        isEndAskedFor |= line.equals("Connection: close");
        line = in.readLine();
      }
      endsAskedFor.addAndGet(isEndAskedFor ? 1 : 0);
      int number = self.countRequest();
      String body = "request " + number;
      String head =
          "HTTP/1.1 200 OK\r\nContent-Length: "
              + body.length()
              + (isLast || isEndAskedFor ? "\r\nConnection: close" : "")
              + "\r\n\r\n";
      connection.getOutputStream().write((head + body).getBytes(StandardCharsets.US_ASCII));
      if (isLast || isEndAskedFor) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    peer.close();
  }
}
