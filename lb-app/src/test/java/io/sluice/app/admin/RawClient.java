package io.sluice.app.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.sluice.config.model.ListenAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;

/** A client that sends bytes as they are and shows the answer as it comes. */
final class RawClient implements AutoCloseable {
  private static final int LONGEST_WAIT_MILLIS = 10_000;

  private final Socket socket;

  RawClient(AdminServer server) throws IOException {
    ListenAddress.Tcp address = (ListenAddress.Tcp) server.address();
    socket = new Socket(address.address().toInetAddress(), address.port());
    socket.setSoTimeout(LONGEST_WAIT_MILLIS);
  }

  void send(String text) {
    try {
      socket.getOutputStream().write(text.getBytes(ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Everything until the server closes the connection, in order or not. */
  String readToEnd() throws IOException {
    StringBuilder text = new StringBuilder();
    byte[] buffer = new byte[65536];
    try {
      for (int n; (n = socket.getInputStream().read(buffer)) >= 0; ) {
        text.append(new String(buffer, 0, n, ISO_8859_1));
      }
    } catch (java.net.SocketException e) {
      text.append("<reset>");
    }
    return text.toString();
  }

  /** Reads until the text has come. */
  String readUntil(String expected) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(expected) < 0) {
      int next = socket.getInputStream().read();
      if (next < 0) {
        throw new IOException("ended after " + text);
      }
      text.append((char) next);
    }
    return text.toString();
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
