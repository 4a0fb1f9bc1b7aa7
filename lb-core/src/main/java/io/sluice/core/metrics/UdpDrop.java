package io.sluice.core.metrics;

/** Why a datagram was discarded. */
public enum UdpDrop {
  /** No place for another UDP session, and none that could be ended for it. */
  TABLE_FULL("table_full"),
  /** The client has as many UDP sessions as one client may have. */
  CLIENT_FULL("client_full"),
  /** The client's address is not in the allowed source ranges, or is denied. */
  SOURCE_DENIED("source_denied"),
  /** A PROXY header is asked for, and the sender is not trusted with one. */
  PROXY_UNTRUSTED("proxy_untrusted"),
  /** The PROXY header of a session's first datagram is missing, or one is wrong. */
  PROXY_INVALID("proxy_invalid"),
  /** New sessions of the client came faster than they may. */
  CLIENT_RATE("client_rate"),
  /** The service has as many connections and UDP sessions as it may have. */
  SERVICE_FULL("service_full"),
  /** New connections and UDP sessions came faster than they may. */
  SERVICE_RATE("service_rate"),
  /** Every endpoint has as many connections and UDP sessions as it may have. */
  ENDPOINTS_FULL("endpoints_full"),
  /** No endpoint was eligible. */
  NO_ENDPOINT("no_endpoint"),
  /** Nobody can be answered at the source: port 0, or an address that many or none listen to. */
  INVALID_SOURCE("invalid_source"),
  /** A response came after its UDP session had ended. */
  LATE_RESPONSE("late_response"),
  /** The source is a UDP listener of this process: an answer to it would go round in a loop. */
  OWN_LISTENER("own_listener"),
  /** The network says that endpoints cannot be reached, of another one too. */
  UNREACHABLE("unreachable"),
  /** A descriptor, a port or memory for a UDP session was lacking on this machine. */
  OUT_OF_RESOURCES("out_of_resources"),
  /** Datagrams came faster than they were read. */
  RECEIVE_BUFFER_FULL("receive_buffer_full"),
  /** The kernel had no room for what was to be sent. */
  SEND_BUFFER_FULL("send_buffer_full"),
  /**
   * The kernel refused to send it: too large for the address family, no route, a packet filter; or
   * it was too large for a PROXY header in front of it.
   */
  UNSENDABLE("unsendable");

  private final String label;

  UdpDrop(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
