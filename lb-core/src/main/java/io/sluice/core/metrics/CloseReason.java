package io.sluice.core.metrics;

/** Why a client connection ended; who ended it and in which phase. */
public enum CloseReason {
  /** Both directions ended in order. */
  FINISHED("finished"),
  /** The client reset the connection. */
  CLIENT_RESET("client_reset"),
  /** The endpoint reset the connection. */
  ENDPOINT_RESET("endpoint_reset"),
  /** No endpoint accepted the connection within the allowed attempts. */
  CONNECT_FAILED("connect_failed"),
  /** No endpoint was eligible. */
  NO_ENDPOINT("no_endpoint"),
  /** No byte passed in either direction for the idle timeout. */
  IDLE_TIMEOUT("idle_timeout"),
  /** One direction had ended and no byte passed in the other for the half-closed timeout. */
  HALF_CLOSED_TIMEOUT("half_closed_timeout"),
  /** The client left before an endpoint had accepted. */
  CLIENT_LEFT("client_left"),
  /** The drain timeout had passed. */
  DRAINED("drained"),
  /** A descriptor or a port was lacking on this machine. */
  OUT_OF_RESOURCES("out_of_resources");

  private final String label;

  CloseReason(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
