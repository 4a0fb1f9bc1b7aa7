package io.sluice.config.model;

import org.jspecify.annotations.Nullable;

/**
 * One address and port that serves a service port.
 *
 * @param port 1 to 65535, already resolved when the target port is a name
 * @param weight share of traffic against the others, 0 to 10 000; 0 gets no new connections
 * @param zone topology zone, or null when none was given
 * @param node name of the node it runs on, or null when none was given
 * @param priority tier, from 0, the first to be used
 */
public record EndpointSpec(
    IpAddress address,
    int port,
    int weight,
    @Nullable String zone,
    @Nullable String node,
    int priority,
    Conditions conditions) {

  /** Highest weight. */
  public static final int MAX_WEIGHT = 10_000;

  /** {@code address:port}, IPv6 in brackets. */
  public String hostAndPort() {
    return address.withPort(port);
  }
}
