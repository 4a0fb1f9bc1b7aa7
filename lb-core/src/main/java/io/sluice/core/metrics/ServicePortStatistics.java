package io.sluice.core.metrics;

import io.sluice.config.model.ServicePortName;
import java.util.List;
import java.util.Map;

/**
 * What a service port has done since the process started, summed over event loops.
 *
 * @param connectionsTotal client connections accepted
 * @param connectionsActive client connections open now
 * @param bytesFromClients bytes read from clients
 * @param bytesToClients bytes read from endpoints
 * @param relayedBytes bytes of connections by the path that they took; every path is present
 * @param retries connect attempts after a first one failed
 * @param closed ended connections by reason; every reason is present
 * @param connectFailures failed attempts by reason; every reason is present
 * @param omittedTlvs TLVs that had no room in a PROXY header, or no place in version 1
 * @param udp what a UDP service port has done; a TCP service port {@link UdpStatistics#NONE}
 * @param clientsQueued clients that wait because every endpoint is full
 * @param affinityEntries clients that session affinity remembers; with the scope of the whole
 *     service each of its ports says the same number
 * @param endpoints endpoints of the service port now
 */
public record ServicePortStatistics(
    ServicePortName servicePort,
    long connectionsTotal,
    long connectionsActive,
    long bytesFromClients,
    long bytesToClients,
    Map<RelayPath, Long> relayedBytes,
    long retries,
    Map<CloseReason, Long> closed,
    Map<ConnectFailure, Long> connectFailures,
    long omittedTlvs,
    UdpStatistics udp,
    long clientsQueued,
    long affinityEntries,
    List<EndpointStatistics> endpoints) {}
