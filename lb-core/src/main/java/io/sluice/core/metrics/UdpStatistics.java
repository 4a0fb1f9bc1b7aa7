package io.sluice.core.metrics;

import java.util.Map;

/**
 * What a UDP service port has done since the process started, summed over event loops; of a TCP
 * service port all zeros and nothing by reason.
 *
 * @param sessionsTotal UDP sessions begun
 * @param sessionsActive UDP sessions now
 * @param datagramsFromClients datagrams that came from clients, those dropped later included
 * @param datagramsToClients datagrams that came from endpoints, those dropped later included
 * @param dropped datagrams discarded by reason; every reason is present
 * @param ended UDP sessions ended by reason; every reason is present
 */
public record UdpStatistics(
    long sessionsTotal,
    long sessionsActive,
    long datagramsFromClients,
    long datagramsToClients,
    Map<UdpDrop, Long> dropped,
    Map<SessionEnd, Long> ended) {

  /** Of a TCP service port. */
  public static final UdpStatistics NONE = new UdpStatistics(0, 0, 0, 0, Map.of(), Map.of());
}
