package io.sluice.app.bench;

import java.net.InetSocketAddress;

/**
 * TCP requests to be made.
 *
 * @param connections at once, over all threads
 * @param requestBytes of a request, unless it is HTTP
 * @param responseBytes of a response, unless it is HTTP
 */
public record TcpLoad(
    InetSocketAddress target,
    int connections,
    int requestBytes,
    int responseBytes,
    Language language,
    Reuse reuse) {
  /** What is spoken over a connection. */
  public enum Language {
    /** So many bytes there, so many back. */
    BYTES,
    /** {@code GET /} of HTTP/1.1, responses with a Content-Length. */
    HTTP
  }

  /** What becomes of a connection after a response. */
  public enum Reuse {
    /** The next request takes it. */
    KEPT,
    /** It is closed; connecting is part of the next request's latency. */
    RECONNECT
  }
}
