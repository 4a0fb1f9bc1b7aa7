package io.sluice.core.metrics;

/** Why a datagram was discarded. */
public enum UdpDrop {
  /** No place for another UDP session, and none that could be ended for it. */
  TABLE_FULL("table_full"),
  /** The client has as many UDP sessions as one client may have. */
  CLIENT_FULL("client_full"),
  /** No endpoint was eligible. */
  NO_ENDPOINT("no_endpoint"),
  /** Nobody can be answered at the source: port 0, or an address that many or none listen to. */
  INVALID_SOURCE("invalid_source"),
  /** A reply came after its UDP session had ended. */
  LATE_REPLY("late_reply");

  private final String label;

  UdpDrop(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
