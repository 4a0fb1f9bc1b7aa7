package io.sluice.app.bench;

import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * Datagrams to be sent.
 *
 * @param sessions client sockets, over all threads
 * @param bytes of a datagram, at least {@link #LEAST_BYTES}
 * @param inFlight datagrams of a session that may be under way at once
 */
public record UdpLoad(InetSocketAddress target, int sessions, int bytes, int inFlight) {
  /** What a datagram carries to be recognized by: run, session, sequence number, send time. */
  public static final int LEAST_BYTES = Integer.BYTES + Integer.BYTES + Long.BYTES + Long.BYTES;

  /** Most bytes of a datagram. */
  public static final int MOST_BYTES = 65_507;

  /** A datagram that is not answered within this time is lost. */
  public static final Duration LOST_AFTER = Duration.ofMillis(200);
}
