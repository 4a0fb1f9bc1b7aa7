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
  OUT_OF_RESOURCES("out_of_resources"),
  /** The longest life that a connection may have was over. */
  LIFETIME("lifetime"),
  /** A route handed the connection to another service, which counts it from then on. */
  ROUTED("routed"),
  /** TLS with the client or the endpoint could not be agreed on, or was cut. */
  TLS_FAILED("tls_failed"),

  // Refused before an endpoint was asked for.
  /** The client's address is not in the allowed source ranges, or is denied. */
  SOURCE_DENIED("source_denied", true),
  /** The service has as many connections as it may have. */
  SERVICE_FULL("service_full", true),
  /** The client has as many connections as it may have. */
  CLIENT_FULL("client_full", true),
  /** New connections to the service came faster than they may. */
  SERVICE_RATE("service_rate", true),
  /** New connections of the client came faster than they may. */
  CLIENT_RATE("client_rate", true),
  /** Every endpoint was full and so was the queue, if there is one. */
  ENDPOINTS_FULL("endpoints_full", true),
  /** Every endpoint stayed full as long as a client may wait. */
  QUEUE_TIMEOUT("queue_timeout", true),
  /** A PROXY header is required and the client's address is not trusted to send one. */
  PROXY_UNTRUSTED("proxy_untrusted", true),
  /** What came instead of a PROXY header is none. */
  PROXY_INVALID("proxy_invalid", true),
  /** The PROXY header was not complete in time. */
  PROXY_TIMEOUT("proxy_timeout", true),
  /** What came instead of a TLS ClientHello is none, or none that is served. */
  CLIENT_HELLO_INVALID("client_hello_invalid", true),
  /** The TLS ClientHello was not complete in time. */
  CLIENT_HELLO_TIMEOUT("client_hello_timeout", true),
  /** No route has the name that the client asked for. */
  NO_ROUTE("no_route", true);

  private final String label;
  private final boolean isRefusal;

  CloseReason(String label) {
    this(label, false);
  }

  CloseReason(String label, boolean isRefusal) {
    this.label = label;
    this.isRefusal = isRefusal;
  }

  /** Whether the client was refused before an endpoint was asked for. */
  public boolean isRefusal() {
    return isRefusal;
  }

  /** The value of the metric label {@code reason}. */
  public String label() {
    return label;
  }
}
