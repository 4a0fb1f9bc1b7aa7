package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;

/** Writes PROXY headers of one form. Immutable. */
public final class HeaderWriter {
  /** Longest header without TLVs, in either version; the least room that a writer needs. */
  public static final int LONGEST_WITHOUT_TLVS = HeaderV1.MAX_LENGTH;

  private final HeaderVersion version;
  private final HeaderChecksum checksum;

  /** Version 1 has no checksum, whatever is asked for. */
  public HeaderWriter(HeaderVersion version, HeaderChecksum checksum) {
    this.version = version;
    this.checksum = checksum;
  }

  /**
   * Appends a header of at most {@link HeaderParser#DEFAULT_MAX_LENGTH} bytes, which is also the
   * most that nginx takes. See {@link #write(ProxyHeader, int, ByteBuf)}.
   */
  public int write(ProxyHeader header, ByteBuf out) {
    return write(header, HeaderParser.DEFAULT_MAX_LENGTH, out);
  }

  /**
   * Appends a header. A TLV that does not fit is left out whole; those behind it are still tried.
   *
   * <p>Addresses of two families are both written as IPv6, the IPv4 one mapped. What a version
   * cannot express is told as unknown: datagrams, LOCAL in version 1.
   *
   * @param maxLength most bytes of the header, {@link #LONGEST_WITHOUT_TLVS} to {@link
   *     HeaderParser#LONGEST}
   * @return how many TLVs were left out
   */
  public int write(ProxyHeader header, int maxLength, ByteBuf out) {
    if (maxLength < LONGEST_WITHOUT_TLVS || maxLength > HeaderParser.LONGEST) {
      throw new IllegalArgumentException(
          "maxLength=%d is not in %d..%d"
              .formatted(maxLength, LONGEST_WITHOUT_TLVS, HeaderParser.LONGEST));
    }
    return switch (version) {
      case V1 -> {
        HeaderV1.write(header, out);
        yield header.tlvs().count();
      }
      case V2 -> HeaderV2.write(header, checksum, maxLength, out);
    };
  }
}
