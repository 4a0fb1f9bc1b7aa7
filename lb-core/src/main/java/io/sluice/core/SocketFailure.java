package io.sluice.core;

import io.sluice.config.model.ServicePortName;

/**
 * Why the sockets to endpoints cannot be as they were configured.
 *
 * @param servicePort whose they are
 * @param reason what the operating system or the transport said, and what would help
 */
public record SocketFailure(ServicePortName servicePort, String reason) implements ApplyFailure {
  /** One line for the operator. */
  @Override
  public String toString() {
    return "cannot open sockets as configured for " + servicePort + ": " + reason;
  }
}
