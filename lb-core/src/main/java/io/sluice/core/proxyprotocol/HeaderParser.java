package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.sluice.config.model.ProxyProtocol.Accept;

/** Reads a PROXY header from the first bytes of a connection or a datagram. Immutable. */
public final class HeaderParser {
  /*
   * There is no state between calls. The caller keeps what it has received and asks again with
   * more; a prefix of any input yields either NeedMore or what the whole input yields, so that it
   * cannot matter how the bytes were cut. Until a header is complete a call looks at 16 bytes of
   * version 2, or 107 of version 1, so that asking after each single byte stays cheap too.
   *
   * Whose header it is follows section 2.2 of the specification: "PROXY" begins version 1, the 12
   * bytes of the signature version 2, and everything else is no header. From there on a deviation
   * is a fault and never payload: a sender that knows the protocol meant a header.
   */

  /** Longest header that is accepted by default: what real senders stay below by far. */
  public static final int DEFAULT_MAX_LENGTH = 4096;

  /** Longest header that version 2 can express. */
  public static final int LONGEST = HeaderV2.PREFIX + 0xFFFF;

  private static final ParseResult NEED_MORE = new ParseResult.NeedMore();
  private static final ParseResult ABSENT = new ParseResult.Absent();

  private final Accept accepted;
  private final int maxLength;

  /** Accepts headers up to {@link #DEFAULT_MAX_LENGTH}. */
  public HeaderParser(Accept accepted) {
    this(accepted, DEFAULT_MAX_LENGTH);
  }

  /**
   * Accepts headers up to a length of one's choice.
   *
   * @param maxLength in bytes, the whole header; 232, which a header of unix sockets takes, to
   *     {@link #LONGEST}. A line of version 1 is bounded by its own 107 bytes.
   */
  public HeaderParser(Accept accepted, int maxLength) {
    if (maxLength < HeaderV2.LONGEST_WITHOUT_TLVS || maxLength > LONGEST) {
      throw new IllegalArgumentException(
          "maxLength=%d is not in %d..%d"
              .formatted(maxLength, HeaderV2.LONGEST_WITHOUT_TLVS, LONGEST));
    }
    this.accepted = accepted;
    this.maxLength = maxLength;
  }

  /** Most bytes that a caller has to keep before the result is certain. */
  public int maxLength() {
    return maxLength;
  }

  /** Looks at everything that was received so far; moves no index and keeps nothing. */
  public ParseResult parse(ByteBuf received) {
    if (accepted == Accept.OFF) {
      return ABSENT;
    }
    if (begins(received, HeaderV2.SIGNATURE)) {
      return received.readableBytes() < HeaderV2.SIGNATURE.length
          ? NEED_MORE
          : accepted != Accept.V1
              ? HeaderV2.parse(received, maxLength)
              : invalid(HeaderFault.VERSION_NOT_ACCEPTED);
    }
    if (begins(received, HeaderV1.SIGNATURE)) {
      return received.readableBytes() < HeaderV1.SIGNATURE.length
          ? NEED_MORE
          : accepted != Accept.V2
              ? HeaderV1.parse(received)
              : invalid(HeaderFault.VERSION_NOT_ACCEPTED);
    }
    return ABSENT;
  }

  /** Whether the bytes are the beginning of the signature, or begin with all of it. */
  private static boolean begins(ByteBuf received, byte[] signature) {
    int known = Math.min(received.readableBytes(), signature.length);
    int start = received.readerIndex();
    for (int i = 0; i < known; i++) {
      if (received.getByte(start + i) != signature[i]) {
        return false;
      }
    }
    return true;
  }

  static ParseResult needMore() {
    return NEED_MORE;
  }

  static ParseResult invalid(HeaderFault fault) {
    return new ParseResult.Invalid(fault);
  }
}
