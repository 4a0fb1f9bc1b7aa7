package io.sluice.config.model;

import java.util.List;

/**
 * One port of a service, with the endpoints that its target port was resolved to.
 *
 * @param name empty when the service's only port has no name
 * @param port 1 to 65535, on every VIP of the service
 * @param sockets unix sockets that lead to it beside the VIPs, unique; TCP only
 * @param endpoints unique by address and port, sorted; of every readiness
 */
public record ServicePort(
    String name,
    Protocol protocol,
    int port,
    List<UnixPath> sockets,
    TargetPort targetPort,
    ConnectionSettings settings,
    TrafficSettings traffic,
    List<EndpointSpec> endpoints) {

  public ServicePort {
    sockets = List.copyOf(sockets);
    endpoints = List.copyOf(endpoints);
  }

  /** A port that is reached at VIPs only. */
  public ServicePort(
      String name,
      Protocol protocol,
      int port,
      TargetPort targetPort,
      ConnectionSettings settings,
      TrafficSettings traffic,
      List<EndpointSpec> endpoints) {
    this(name, protocol, port, List.of(), targetPort, settings, traffic, endpoints);
  }
}
