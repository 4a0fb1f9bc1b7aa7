package io.sluice.core.metrics;

import io.sluice.config.model.ServicePortName;

/**
 * A client connection as it was a moment ago.
 *
 * @param client who is served: the peer, or whom its PROXY header names
 * @param vip the address and port that the client has connected to; empty where that is not known
 * @param endpoint the endpoint that has accepted; empty before
 * @param ageNanos since it was accepted
 * @param fromClient what the client sends
 * @param fromEndpoint what the endpoint sends
 */
public record LiveConnection(
    ServicePortName servicePort,
    String client,
    String vip,
    String endpoint,
    ConnectionState state,
    long ageNanos,
    Direction fromClient,
    Direction fromEndpoint) {
  /**
   * One direction of it.
   *
   * @param bytes read from its sender
   * @param path that its bytes take now
   * @param reason why that one
   */
  public record Direction(long bytes, RelayPath path, PathReason reason) {
    /** Of a side that is not there yet. */
    public static final Direction NONE = new Direction(0, RelayPath.COPY, PathReason.UNDECIDED);
  }
}
