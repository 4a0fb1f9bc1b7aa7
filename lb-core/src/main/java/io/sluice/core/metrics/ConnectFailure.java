package io.sluice.core.metrics;

/** Why an attempt to connect to an endpoint failed. */
public enum ConnectFailure {
  REFUSED("refused"),
  TIMEOUT("timeout"),
  /** A router or the kernel said that the endpoint cannot be reached. */
  UNREACHABLE("unreachable"),
  /** This machine lacked a descriptor or a local port; the endpoint is not to blame. */
  LOCAL("local"),
  /** TLS with the endpoint could not be agreed on: no common version, a wrong certificate. */
  TLS("tls"),
  OTHER("other");

  private final String label;

  ConnectFailure(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
