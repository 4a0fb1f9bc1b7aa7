package io.sluice.core.tls;

/** What a client is told in TLS before it is refused (RFC 8446, 6). */
public enum Alert {
  /** The message could not be understood. */
  DECODE_ERROR(50),
  /** No service has the name that the client asked for. */
  UNRECOGNIZED_NAME(112);

  private static final byte ALERT_RECORD = 21;
  private static final byte FATAL = 2;

  private final byte description;

  Alert(int description) {
    this.description = (byte) description;
  }

  /** The alert in a record of its own, as it is sent before any version is agreed on. */
  public byte[] record() {
    return new byte[] {ALERT_RECORD, 3, 3, 0, 2, FATAL, description};
  }
}
