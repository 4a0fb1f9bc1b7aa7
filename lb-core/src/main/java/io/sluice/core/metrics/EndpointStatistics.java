package io.sluice.core.metrics;

/**
 * What an endpoint does now.
 *
 * @param address {@code address:port}
 * @param isEligible may get new connections
 * @param placesTaken connections, those being established included
 * @param connectionsActive connections to it that are open now
 * @param connectionsTotal connections to it that were established since it was first seen
 */
public record EndpointStatistics(
    String address,
    boolean isEligible,
    long placesTaken,
    long connectionsActive,
    long connectionsTotal) {}
