package io.sluice.core;

import io.sluice.config.model.ServicePortName;

/**
 * Why a listener could not be bound.
 *
 * @param servicePort whose listener it is
 * @param listener such as {@code 10.97.91.208:8080/TCP} or {@code unix:/run/sluice/web.sock}
 * @param reason what the operating system said, and what would help
 */
public record ListenerFailure(ServicePortName servicePort, String listener, String reason)
    implements ApplyFailure {
  /** One line for the operator. */
  @Override
  public String toString() {
    return "cannot listen on " + listener + " for " + servicePort + ": " + reason;
  }
}
