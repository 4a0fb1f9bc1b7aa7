package io.sluice.core.udp;

/**
 * Limits of the UDP sessions of a service port. A session keeps the limits that it began with.
 *
 * <p>The counts mean what {@code proxy_requests} and {@code proxy_responses} mean in nginx's stream
 * proxy. Balancing each datagram on its own is {@code requests} of 1.
 *
 * @param idleTimeoutNanos longest silence in both directions, at least 1
 * @param requests datagrams of the client after which its next one begins another session, or
 *     {@link #UNLIMITED}
 * @param responses datagrams expected of the endpoint for each one of the client; a session that
 *     takes no more requests, or has no limit of them, ends when all that were expected have come,
 *     with 0 as soon as the client's datagram is sent. {@link #UNLIMITED}: never by count
 * @param maxSessionsPerClient sessions that one client address may have on an event loop over all
 *     listeners, at least 1
 */
public record UdpLimits(
    long idleTimeoutNanos, int requests, int responses, int maxSessionsPerClient) {
  /** A count that never ends a session. */
  public static final int UNLIMITED = -1;

  /** Of a place that holds no session. */
  static final UdpLimits NONE = new UdpLimits(1, UNLIMITED, UNLIMITED, 1);

  public UdpLimits {
    if (idleTimeoutNanos < 1 || maxSessionsPerClient < 1) {
      throw new IllegalArgumentException(
          "idleTimeoutNanos " + idleTimeoutNanos + ", sessions per client " + maxSessionsPerClient);
    }
    if ((requests < 1 && requests != UNLIMITED) || (responses < 0 && responses != UNLIMITED)) {
      throw new IllegalArgumentException("requests " + requests + ", responses " + responses);
    }
  }

  /** Whether datagrams have to be counted one by one. */
  public boolean isCounted() {
    return requests != UNLIMITED || responses != UNLIMITED;
  }
}
