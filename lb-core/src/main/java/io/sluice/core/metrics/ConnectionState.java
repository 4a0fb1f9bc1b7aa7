package io.sluice.core.metrics;

/** How far a client connection has come. */
public enum ConnectionState {
  /** What comes before the payload is being read, or the client is being let in. */
  OPENING("Opening"),
  /** An endpoint is being looked for: it is being connected to, or all are full. */
  CONNECTING("Connecting"),
  /** Bytes may pass in both directions. */
  RELAYING("Relaying"),
  /** One side has ended its direction, the other has not. */
  HALF_CLOSED("HalfClosed"),
  /** It is over for one side; the other is sent what was received before. */
  ABORTING("Aborting");

  private final String label;

  ConnectionState(String label) {
    this.label = label;
  }

  /** The word in the answers of the admin HTTP. */
  public String label() {
    return label;
  }
}
