package io.sluice.core;

import io.sluice.config.model.ServicePortName;

/**
 * Why a listener could not be bound.
 *
 * @param servicePort whose listener it is
 * @param address VIP and port, such as {@code 10.97.91.208:8080}
 * @param protocol {@code TCP} or {@code UDP}
 * @param reason what the operating system said, and what would help
 */
public record ListenerFailure(
    ServicePortName servicePort, String address, String protocol, String reason)
    implements ApplyFailure {
  /** One line for the operator. */
  @Override
  public String toString() {
    return "cannot listen on " + address + "/" + protocol + " for " + servicePort + ": " + reason;
  }
}
