package io.sluice.config.model;

/**
 * How UDP sessions begin and end, beside the idle timeout.
 *
 * @param requests datagrams from the client after which the next one begins a new session, or
 *     {@link #UNCOUNTED}
 * @param responses datagrams from the endpoint after which the session has ended, 0 when none is
 *     expected, or {@link #UNCOUNTED}
 * @param isPerDatagram each datagram is balanced by itself
 * @param maxSessionsPerClient sessions at once from one client address; 0: no bound
 */
public record UdpSettings(
    int requests, int responses, boolean isPerDatagram, int maxSessionsPerClient) {
  /** The number of datagrams ends nothing. */
  public static final int UNCOUNTED = -1;

  /** Only silence ends a session. */
  public static final UdpSettings DEFAULT = new UdpSettings(UNCOUNTED, UNCOUNTED, false, 0);
}
