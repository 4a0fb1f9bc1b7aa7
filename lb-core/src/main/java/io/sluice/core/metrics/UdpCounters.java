package io.sluice.core.metrics;

import java.util.EnumMap;
import java.util.Map;

/**
 * What a UDP service port has done since it was first configured. Counted on the event loops, each
 * with its own index; read by any thread.
 */
@SuppressWarnings("EnumOrdinal") // cells of one process, never stored
public final class UdpCounters {
  private static final UdpDrop[] DROPS = UdpDrop.values();
  private static final SessionEnd[] ENDS = SessionEnd.values();

  private static final int BEGUN = 0;
  private static final int DATAGRAMS_FROM_CLIENTS = 1;
  private static final int DATAGRAMS_TO_CLIENTS = 2;
  private static final int BYTES_FROM_CLIENTS = 3;
  private static final int BYTES_TO_CLIENTS = 4;
  private static final int FIRST_DROP = 5;
  private static final int FIRST_END = FIRST_DROP + DROPS.length;
  private static final int COUNT = FIRST_END + ENDS.length;

  private final CounterTable table;

  /** Counters at zero. */
  public UdpCounters(int loops) {
    this.table = new CounterTable(COUNT, loops);
  }

  /** A UDP session has begun. */
  public void onBegun(int loop) {
    table.add(loop, BEGUN, 1);
  }

  /** A UDP session has ended. */
  public void onEnded(int loop, SessionEnd reason) {
    table.add(loop, FIRST_END + reason.ordinal(), 1);
  }

  /** Datagrams came from a client. */
  public void onFromClient(int loop, int datagrams, int bytes) {
    table.add(loop, DATAGRAMS_FROM_CLIENTS, datagrams);
    table.add(loop, BYTES_FROM_CLIENTS, bytes);
  }

  /** Datagrams came from an endpoint. */
  public void onFromEndpoint(int loop, int datagrams, int bytes) {
    table.add(loop, DATAGRAMS_TO_CLIENTS, datagrams);
    table.add(loop, BYTES_TO_CLIENTS, bytes);
  }

  /** Datagrams were discarded. */
  public void onDropped(int loop, UdpDrop reason, int datagrams) {
    table.add(loop, FIRST_DROP + reason.ordinal(), datagrams);
  }

  /** UDP sessions begun and not yet ended; never negative. */
  public long active() {
    // Ended ones first: a session that begins and ends in between must not count as -1.
    long ended = 0;
    for (SessionEnd reason : ENDS) {
      ended += table.sum(FIRST_END + reason.ordinal());
    }
    return Math.max(0, table.sum(BEGUN) - ended);
  }

  /** A reading of all. */
  public UdpStatistics statistics() {
    long active = active();
    Map<UdpDrop, Long> dropped = new EnumMap<>(UdpDrop.class);
    for (UdpDrop reason : DROPS) {
      dropped.put(reason, table.sum(FIRST_DROP + reason.ordinal()));
    }
    Map<SessionEnd, Long> ended = new EnumMap<>(SessionEnd.class);
    for (SessionEnd reason : ENDS) {
      ended.put(reason, table.sum(FIRST_END + reason.ordinal()));
    }
    return new UdpStatistics(
        table.sum(BEGUN),
        active,
        table.sum(DATAGRAMS_FROM_CLIENTS),
        table.sum(DATAGRAMS_TO_CLIENTS),
        dropped,
        ended);
  }

  /** Bytes of datagrams from clients. */
  long bytesFromClients() {
    return table.sum(BYTES_FROM_CLIENTS);
  }

  /** Bytes of datagrams from endpoints. */
  long bytesToClients() {
    return table.sum(BYTES_TO_CLIENTS);
  }
}
