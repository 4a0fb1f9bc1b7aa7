package io.sluice.config.model;

import java.util.List;

/**
 * How the traffic of a service port is let in, spread and passed on; limits on time stand in {@link
 * ConnectionSettings}.
 *
 * @param routes tried in order of how exact they are; empty: the port serves all by itself
 */
public record TrafficSettings(
    BalancingPolicy balancing,
    HashKey hashKey,
    TrafficDistribution distribution,
    SessionAffinity sessionAffinity,
    SourceRanges sourceRanges,
    TrafficLimits limits,
    ProxyProtocol proxyProtocol,
    UdpSettings udp,
    SocketSettings sockets,
    Tls tls,
    List<Route> routes) {

  /** What holds where the configuration says nothing. */
  public static final TrafficSettings DEFAULT =
      new TrafficSettings(
          new BalancingPolicy.RoundRobin(),
          HashKey.DEFAULT,
          TrafficDistribution.ANY,
          new SessionAffinity.None(),
          SourceRanges.ALL,
          TrafficLimits.DEFAULT,
          ProxyProtocol.OFF,
          UdpSettings.DEFAULT,
          SocketSettings.DEFAULT,
          Tls.OFF,
          List.of());

  public TrafficSettings {
    routes = List.copyOf(routes);
  }

  /** The same with another policy. */
  public TrafficSettings with(BalancingPolicy other) {
    return new TrafficSettings(
        other,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with another distribution. */
  public TrafficSettings with(TrafficDistribution other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        other,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with another session affinity. */
  public TrafficSettings with(SessionAffinity other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        other,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with other source ranges. */
  public TrafficSettings with(SourceRanges other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        other,
        limits,
        proxyProtocol,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with other limits. */
  public TrafficSettings with(TrafficLimits other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        other,
        proxyProtocol,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with another use of the PROXY protocol. */
  public TrafficSettings with(ProxyProtocol other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        other,
        udp,
        sockets,
        tls,
        routes);
  }

  /** The same with other UDP settings. */
  public TrafficSettings with(UdpSettings other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        other,
        sockets,
        tls,
        routes);
  }

  /** The same with other socket options. */
  public TrafficSettings with(SocketSettings other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        other,
        tls,
        routes);
  }

  /** The same with another use of TLS. */
  public TrafficSettings with(Tls other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        sockets,
        other,
        routes);
  }

  /** The same with other routes. */
  public TrafficSettings with(List<Route> other) {
    return new TrafficSettings(
        balancing,
        hashKey,
        distribution,
        sessionAffinity,
        sourceRanges,
        limits,
        proxyProtocol,
        udp,
        sockets,
        tls,
        other);
  }
}
