package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.sluice.config.model.ProxyProtocol.Accept;

/**
 * The PROXY header in front of the first datagram of a flow: version 2, whole, in the same datagram
 * as the payload, which may be empty.
 */
public final class DatagramHeader {
  /** Longest payload of a UDP datagram over IPv4, in bytes, and what we send over IPv6 as well. */
  public static final int MAX_DATAGRAM = 65_507;

  private static final HeaderParser PARSER = new HeaderParser(Accept.V2);
  private static final ParseResult TRUNCATED = new ParseResult.Invalid(HeaderFault.TRUNCATED);

  private DatagramHeader() {}

  /** Looks at a received datagram; moves no index. Never {@link ParseResult.NeedMore}. */
  public static ParseResult parse(ByteBuf datagram) {
    ParseResult result = PARSER.parse(datagram);
    if (result instanceof ParseResult.NeedMore) {
      return datagram.isReadable() ? TRUNCATED : new ParseResult.Absent();
    }
    return result;
  }

  /** Whether a header, its TLVs aside, fits in front of a payload of that many bytes. */
  public static boolean fits(int payloadLength) {
    return payloadLength <= MAX_DATAGRAM - HeaderWriter.LONGEST_WITHOUT_TLVS;
  }

  /**
   * Appends a header that leaves room for the payload; the payload itself is the caller's to
   * append.
   *
   * @param payloadLength of a payload that {@linkplain #fits fits}
   * @return how many TLVs were left out
   */
  public static int write(
      ProxyHeader header, HeaderChecksum checksum, int payloadLength, ByteBuf out) {
    int room = Math.min(MAX_DATAGRAM - payloadLength, HeaderParser.DEFAULT_MAX_LENGTH);
    return new HeaderWriter(HeaderVersion.V2, checksum).write(header, room, out);
  }
}
