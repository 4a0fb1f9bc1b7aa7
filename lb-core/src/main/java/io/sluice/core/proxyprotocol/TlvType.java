package io.sluice.core.proxyprotocol;

/** Types of TLVs, as registered in section 2.2 of HAProxy's proxy-protocol.txt. */
public final class TlvType {
  /** Protocol that TLS has negotiated. */
  public static final int ALPN = 0x01;

  /** Name that the client asked for: the SNI of TLS. UTF-8. */
  public static final int AUTHORITY = 0x02;

  /** Checksum of the header. */
  public static final int CRC32C = 0x03;

  /** Padding. */
  public static final int NOOP = 0x04;

  /** Identifies the connection over all proxies; at most {@link #MAX_UNIQUE_ID} bytes. */
  public static final int UNIQUE_ID = 0x05;

  /** Facts of the client's TLS connection; holds TLVs of its own. */
  public static final int SSL = 0x20;

  /** First of the types that applications may give a meaning. */
  public static final int FIRST_CUSTOM = 0xE0;

  /** Last of the types that applications may give a meaning. */
  public static final int LAST_CUSTOM = 0xEF;

  /** Longest value of a {@link #UNIQUE_ID}, in bytes. */
  public static final int MAX_UNIQUE_ID = 128;

  private TlvType() {}
}
