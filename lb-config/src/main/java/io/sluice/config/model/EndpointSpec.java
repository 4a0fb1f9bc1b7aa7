package io.sluice.config.model;

import org.jspecify.annotations.Nullable;

/**
 * One address and port, or one unix socket, that serves a service port.
 *
 * @param address its port already resolved when the target port is a name
 * @param weight share of traffic against the others, 0 to 10 000; 0 gets no new connections
 * @param zone topology zone, or null when none was given
 * @param node name of the node it runs on, or null when none was given
 * @param priority tier, from 0, the first to be used
 */
public record EndpointSpec(
    EndpointAddress address,
    int weight,
    @Nullable String zone,
    @Nullable String node,
    int priority,
    Conditions conditions) {

  /** Highest weight. */
  public static final int MAX_WEIGHT = 10_000;

  /** An endpoint on a network. */
  public EndpointSpec(
      IpAddress ip,
      int port,
      int weight,
      @Nullable String zone,
      @Nullable String node,
      int priority,
      Conditions conditions) {
    this(new EndpointAddress.Network(ip, port), weight, zone, node, priority, conditions);
  }

  /** 1 to 65535; 0 for a unix socket, which has none. */
  public int port() {
    return address.port();
  }

  /** {@code address:port}, IPv6 in brackets, or {@code unix:/path}. */
  public String hostAndPort() {
    return address.toString();
  }
}
