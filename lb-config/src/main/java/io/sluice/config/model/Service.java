package io.sluice.config.model;

import java.util.List;
import java.util.Map;

/**
 * A named unit of balancing: VIPs and ports in front, endpoints behind.
 *
 * @param labels labels of the service itself
 * @param vips addresses that clients connect to, unique; empty for a headless service
 */
public record Service(
    ServiceName name, Map<String, String> labels, List<IpAddress> vips, List<ServicePort> ports) {

  public Service {
    labels = Map.copyOf(labels);
    vips = List.copyOf(vips);
    ports = List.copyOf(ports);
  }

  /** Identity of one of this service's ports. */
  public ServicePortName portName(ServicePort port) {
    return new ServicePortName(name, port.name(), port.protocol());
  }
}
