package io.sluice.core.metrics;

/** Why a UDP session ended. */
public enum SessionEnd {
  /** No datagram passed in either direction for the idle timeout. */
  IDLE_TIMEOUT("idle_timeout"),
  /** The endpoint has sent as many datagrams as were expected of it. */
  ANSWERED("answered"),
  /** A datagram came and the endpoint no longer serves; the datagram began another session. */
  ENDPOINT_GONE("endpoint_gone"),
  /** A PROXY header came that names another client; its datagram began another session. */
  CLIENT_CHANGED("client_changed"),
  /** The network said that the endpoint's port or host cannot be reached. */
  ICMP_ERROR("icmp_error"),
  /** Another flow needed the place. */
  EVICTED("evicted"),
  /** Its listener was closed. */
  CLOSED("closed"),
  /** A descriptor or a port was lacking on this machine. */
  OUT_OF_RESOURCES("out_of_resources");

  private final String label;

  SessionEnd(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
