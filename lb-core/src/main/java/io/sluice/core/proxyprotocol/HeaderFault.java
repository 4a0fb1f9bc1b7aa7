package io.sluice.core.proxyprotocol;

/** Why bytes that begin like a PROXY header are none. The sender is never to be served. */
public enum HeaderFault {
  /** A header of a version that is not accepted here. */
  VERSION_NOT_ACCEPTED("version_not_accepted"),
  /** The connection or the datagram ended within the header. */
  TRUNCATED("truncated"),

  /** Version 1: no CRLF within the longest line that there is. */
  LINE_TOO_LONG("line_too_long"),
  /** Version 1: a CR or an LF alone. */
  LINE_END("line_end"),
  /** Version 1: not four fields after the family, with one space before each. */
  LINE_FIELDS("line_fields"),
  /** Version 1: the family is none of TCP4, TCP6 and UNKNOWN. */
  LINE_FAMILY("line_family"),
  /** Version 1: an address that is none, or not of the family. */
  LINE_ADDRESS("line_address"),
  /** Version 1: a port that is none. */
  LINE_PORT("line_port"),

  /** Version 2 signature with another version behind it. */
  VERSION("version"),
  /** Version 2: neither LOCAL nor PROXY. */
  COMMAND("command"),
  /** Version 2: a family and transport that do not exist together. */
  FAMILY("family"),
  /** Version 2: the addresses do not fit into the length. */
  TOO_SHORT("too_short"),
  /** Version 2: longer than what is accepted here. */
  TOO_LONG("too_long"),
  /** Version 2: a TLV, or one within SSL, ends behind its surroundings. */
  TLV_OVERRUN("tlv_overrun"),
  /** Version 2: a TLV whose value cannot have that length. */
  TLV_LENGTH("tlv_length"),
  /** Version 2: more than one checksum. */
  CHECKSUM_REPEATED("checksum_repeated"),
  /** Version 2: the checksum is another one. */
  CHECKSUM("checksum");

  private final String label;

  HeaderFault(String label) {
    this.label = label;
  }

  /** The fault in logs, and as the value of a metric label. */
  public String label() {
    return label;
  }
}
