package io.sluice.core.udp;

import io.sluice.config.model.UdpSettings;
import java.time.Duration;

/**
 * Limits of the UDP sessions of a service port. A session keeps the limits that it began with.
 *
 * <p>The counts mean what {@code proxy_requests} and {@code proxy_responses} mean in nginx's stream
 * proxy.
 *
 * @param idleTimeoutNanos longest silence in both directions, at least a microsecond
 * @param requests datagrams of the client after which its next one begins another session, or
 *     {@link UdpSettings#UNCOUNTED}
 * @param responses datagrams expected of the endpoint for each one of the client: a session that
 *     takes no more requests, or has no limit of them, ends when all that were expected have come,
 *     with 0 as soon as the client's datagram is sent. {@link UdpSettings#UNCOUNTED}: never by
 *     count
 * @param maxSessionsPerClient sessions of the service port that one client address may have on an
 *     event loop, at least 1
 */
public record UdpLimits(
    long idleTimeoutNanos, int requests, int responses, int maxSessionsPerClient) {
  static final long SHORTEST_TIMEOUT_NANOS = 1_000;

  /** Of a place that holds no session. */
  static final UdpLimits NONE =
      new UdpLimits(
          SHORTEST_TIMEOUT_NANOS, UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED, Integer.MAX_VALUE);

  public UdpLimits {
    if (idleTimeoutNanos < SHORTEST_TIMEOUT_NANOS || maxSessionsPerClient < 1) {
      throw new IllegalArgumentException(
          "idleTimeoutNanos " + idleTimeoutNanos + ", sessions per client " + maxSessionsPerClient);
    }
    if ((requests < 1 && requests != UdpSettings.UNCOUNTED)
        || (responses < 0 && responses != UdpSettings.UNCOUNTED)) {
      throw new IllegalArgumentException("requests " + requests + ", responses " + responses);
    }
  }

  /** The same limits as configured. To balance each datagram by itself is to allow one request. */
  public static UdpLimits of(UdpSettings settings, Duration idleTimeout) {
    return new UdpLimits(
        idleTimeout.toNanos(),
        settings.isPerDatagram() ? 1 : settings.requests(),
        settings.responses(),
        settings.maxSessionsPerClient() == 0 ? Integer.MAX_VALUE : settings.maxSessionsPerClient());
  }

  /** Whether datagrams have to be counted one by one. */
  public boolean isCounted() {
    return requests != UdpSettings.UNCOUNTED || responses != UdpSettings.UNCOUNTED;
  }
}
