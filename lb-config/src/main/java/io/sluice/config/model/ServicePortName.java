package io.sluice.config.model;

/**
 * Identity of a service port, as kube-proxy keys it: state that survives a reload survives under
 * this name.
 *
 * @param portName empty when the service's only port has no name
 */
public record ServicePortName(ServiceName service, String portName, Protocol protocol) {
  /** {@code namespace/name:port}, without the colon when the port has no name. */
  @Override
  public String toString() {
    return portName.isEmpty() ? service.toString() : service + ":" + portName;
  }
}
