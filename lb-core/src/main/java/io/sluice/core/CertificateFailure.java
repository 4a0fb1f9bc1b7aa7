package io.sluice.core;

import io.sluice.config.model.ServicePortName;

/**
 * Why a certificate could not be used.
 *
 * @param servicePort whose it is
 * @param reason the file and what is wrong with it
 */
public record CertificateFailure(ServicePortName servicePort, String reason)
    implements ApplyFailure {
  /** One line for the operator. */
  @Override
  public String toString() {
    return "cannot speak TLS for " + servicePort + ": " + reason;
  }
}
