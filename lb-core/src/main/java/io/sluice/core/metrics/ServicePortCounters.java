package io.sluice.core.metrics;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a service port has done since it was first configured. Counted on the event loops, each with
 * its own index; read by any thread.
 */
@SuppressWarnings("EnumOrdinal") // cells of one process, never stored
public final class ServicePortCounters {
  private static final CloseReason[] CLOSE_REASONS = CloseReason.values();
  private static final RelayPath[] RELAY_PATHS = RelayPath.values();
  private static final ConnectFailure[] CONNECT_FAILURES = ConnectFailure.values();

  private static final int ACCEPTED = 0;
  private static final int BYTES_FROM_CLIENTS = 1;
  private static final int BYTES_TO_CLIENTS = 2;
  private static final int RETRIES = 3;
  private static final int OMITTED_TLVS = 4;
  private static final int FIRST_PATH = 5;
  private static final int FIRST_CLOSE_REASON = FIRST_PATH + RELAY_PATHS.length;
  private static final int FIRST_CONNECT_FAILURE = FIRST_CLOSE_REASON + CLOSE_REASONS.length;
  private static final int COUNT = FIRST_CONNECT_FAILURE + CONNECT_FAILURES.length;

  private final CounterTable table;
  private final @Nullable UdpCounters udp;

  /** Counters of a TCP service port, at zero. */
  public ServicePortCounters(int loops) {
    this(loops, null);
  }

  private ServicePortCounters(int loops, @Nullable UdpCounters udp) {
    this.table = new CounterTable(COUNT, loops);
    this.udp = udp;
  }

  /** Counters of a UDP service port, at zero. */
  public static ServicePortCounters ofUdp(int loops) {
    return new ServicePortCounters(loops, new UdpCounters(loops));
  }

  /** What only a UDP service port counts. */
  public UdpCounters udp() {
    return Objects.requireNonNull(udp, "of a UDP service port only");
  }

  /** A reading of what only a UDP service port counts. */
  public UdpStatistics udpStatistics() {
    return udp == null ? UdpStatistics.NONE : udp.statistics();
  }

  /** A client connection was accepted. */
  public void onAccepted(int loop) {
    table.add(loop, ACCEPTED, 1);
  }

  /** A client connection ended. */
  public void onClosed(int loop, CloseReason reason) {
    table.add(loop, FIRST_CLOSE_REASON + reason.ordinal(), 1);
  }

  /** Bytes were read from a client. */
  public void onBytesFromClient(int loop, int bytes, RelayPath path) {
    table.add(loop, BYTES_FROM_CLIENTS, bytes);
    table.add(loop, FIRST_PATH + path.ordinal(), bytes);
  }

  /** Bytes were read from an endpoint. */
  public void onBytesFromEndpoint(int loop, int bytes, RelayPath path) {
    table.add(loop, BYTES_TO_CLIENTS, bytes);
    table.add(loop, FIRST_PATH + path.ordinal(), bytes);
  }

  /** Bytes of connections by the path that they took; every path is present. */
  public Map<RelayPath, Long> relayedBytes() {
    Map<RelayPath, Long> byPath = new EnumMap<>(RelayPath.class);
    for (RelayPath path : RELAY_PATHS) {
      byPath.put(path, table.sum(FIRST_PATH + path.ordinal()));
    }
    return byPath;
  }

  /** An attempt to connect failed. */
  public void onConnectFailure(int loop, ConnectFailure failure) {
    table.add(loop, FIRST_CONNECT_FAILURE + failure.ordinal(), 1);
  }

  /** Another endpoint is tried. */
  public void onRetry(int loop) {
    table.add(loop, RETRIES, 1);
  }

  /** TLVs had no room in a PROXY header that an endpoint was sent. */
  public void onTlvsOmitted(int loop, int count) {
    table.add(loop, OMITTED_TLVS, count);
  }

  /** TLVs that had no room in a PROXY header, or no place in version 1. */
  public long omittedTlvs() {
    return table.sum(OMITTED_TLVS);
  }

  /** Client connections accepted. */
  public long accepted() {
    return table.sum(ACCEPTED);
  }

  /** Client connections accepted and not yet ended; never negative. */
  public long active() {
    // Ended ones first: a connection that is accepted and ends in between must not count as -1.
    long ended = 0;
    for (CloseReason reason : CLOSE_REASONS) {
      ended += table.sum(FIRST_CLOSE_REASON + reason.ordinal());
    }
    return Math.max(0, accepted() - ended);
  }

  /** Bytes read from clients. */
  public long bytesFromClients() {
    return table.sum(BYTES_FROM_CLIENTS) + (udp == null ? 0 : udp.bytesFromClients());
  }

  /** Bytes read from endpoints. */
  public long bytesToClients() {
    return table.sum(BYTES_TO_CLIENTS) + (udp == null ? 0 : udp.bytesToClients());
  }

  /** Connect attempts after a first one failed. */
  public long retries() {
    return table.sum(RETRIES);
  }

  /** Ended connections by reason; every reason is present. */
  public Map<CloseReason, Long> closed() {
    Map<CloseReason, Long> closed = new EnumMap<>(CloseReason.class);
    for (CloseReason reason : CLOSE_REASONS) {
      closed.put(reason, table.sum(FIRST_CLOSE_REASON + reason.ordinal()));
    }
    return closed;
  }

  /** Failed attempts to connect by reason; every reason is present. */
  public Map<ConnectFailure, Long> connectFailures() {
    Map<ConnectFailure, Long> failures = new EnumMap<>(ConnectFailure.class);
    for (ConnectFailure failure : CONNECT_FAILURES) {
      failures.put(failure, table.sum(FIRST_CONNECT_FAILURE + failure.ordinal()));
    }
    return failures;
  }
}
