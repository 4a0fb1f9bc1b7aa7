package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.sluice.core.net.ClientAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The line of text that is version 1. */
final class HeaderV1 {
  /** What no other version begins with. */
  static final byte[] SIGNATURE = "PROXY".getBytes(StandardCharsets.US_ASCII);

  /** Longest line, CRLF included. */
  static final int MAX_LENGTH = 107;

  private static final byte[] UNKNOWN = "UNKNOWN".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] TCP = "TCP".getBytes(StandardCharsets.US_ASCII);

  private static final int FAMILY_AT = 6;
  private static final int ADDRESSES_AT = 11;

  private static final ParseResult.Invalid TOO_LONG =
      new ParseResult.Invalid(HeaderFault.LINE_TOO_LONG);

  private HeaderV1() {}

  /** Parses bytes that begin with the signature. */
  static ParseResult parse(ByteBuf received) {
    int start = received.readerIndex();
    int known = Math.min(received.readableBytes(), MAX_LENGTH);
    if (known >= FAMILY_AT && received.getByte(start + FAMILY_AT - 1) != ' ') {
      return HeaderParser.invalid(HeaderFault.LINE_FIELDS);
    }
    for (int i = SIGNATURE.length; i < known; i++) {
      byte b = received.getByte(start + i);
      if (b == '\n') {
        return HeaderParser.invalid(HeaderFault.LINE_END);
      }
      if (b == '\r') {
        return afterReturn(received, i + 1);
      }
    }
    return known == MAX_LENGTH ? TOO_LONG : HeaderParser.needMore();
  }

  private static ParseResult afterReturn(ByteBuf received, int length) {
    if (length == MAX_LENGTH) {
      return TOO_LONG;
    }
    if (length == received.readableBytes()) {
      return HeaderParser.needMore();
    }
    int start = received.readerIndex();
    if (received.getByte(start + length) != '\n') {
      return HeaderParser.invalid(HeaderFault.LINE_END);
    }
    byte[] line = ByteBufUtil.getBytes(received, start, length - 1);
    return new Line(line).parse();
  }

  /** Writes a line; what version 1 has no words for is UNKNOWN. */
  static void write(ProxyHeader header, ByteBuf out) {
    switch (header) {
      case ProxyHeader.Forwarded forwarded when forwarded.transport() == HeaderTransport.STREAM ->
          write(forwarded.source(), forwarded.destination(), out);
      case ProxyHeader.Forwarded _, ProxyHeader.Unaddressed _, ProxyHeader.Local _ ->
          writeText(out, "PROXY UNKNOWN\r\n");
    }
  }

  private static void write(ClientAddress source, ClientAddress destination, ByteBuf out) {
    boolean isIpv4 = source.isIpv4() && destination.isIpv4();
    writeText(out, isIpv4 ? "PROXY TCP4 " : "PROXY TCP6 ");
    writeText(out, AddressText.of(source, isIpv4));
    writeText(out, " ");
    writeText(out, AddressText.of(destination, isIpv4));
    writeText(out, " " + source.port() + " " + destination.port() + "\r\n");
  }

  private static void writeText(ByteBuf out, String text) {
    out.writeCharSequence(text, StandardCharsets.US_ASCII);
  }

  /** A line without its end, read from left to right. */
  private static final class Line {
    private final byte[] bytes;
    private int at = ADDRESSES_AT;

    Line(byte[] bytes) {
      this.bytes = bytes;
    }

    ParseResult parse() {
      if (isWord(FAMILY_AT, UNKNOWN)) {
        int end = FAMILY_AT + UNKNOWN.length;
        // What follows is to be ignored, whatever it is.
        return bytes.length == end || bytes[end] == ' '
            ? found(new ProxyHeader.Unaddressed(Tlvs.NONE))
            : HeaderParser.invalid(HeaderFault.LINE_FAMILY);
      }
      int digit = FAMILY_AT + TCP.length;
      if (!isWord(FAMILY_AT, TCP)
          || bytes.length <= digit
          || (bytes[digit] != '4' && bytes[digit] != '6')) {
        return HeaderParser.invalid(HeaderFault.LINE_FAMILY);
      }
      if (bytes.length > digit + 1 && bytes[digit + 1] != ' ') {
        return HeaderParser.invalid(HeaderFault.LINE_FAMILY);
      }
      return hasFourFields() ? parseFields(bytes[digit] == '4') : fields();
    }

    private ParseResult parseFields(boolean isIpv4) {
      byte[] source = address(isIpv4);
      byte[] destination = source == null ? null : address(isIpv4);
      if (source == null || destination == null) {
        return HeaderParser.invalid(HeaderFault.LINE_ADDRESS);
      }
      int sourcePort = port();
      int destinationPort = port();
      if (sourcePort < 0 || destinationPort < 0) {
        return HeaderParser.invalid(HeaderFault.LINE_PORT);
      }
      return found(
          new ProxyHeader.Forwarded(
              address(source, sourcePort),
              address(destination, destinationPort),
              HeaderTransport.STREAM,
              Tlvs.NONE));
    }

    private static ClientAddress address(byte[] bytes, int port) {
      return bytes.length == AddressBytes.IPV4_LENGTH
          ? AddressBytes.ipv4(bytes, 0, port)
          : AddressBytes.ipv6(bytes, 0, port);
    }

    private boolean isWord(int from, byte[] word) {
      int to = from + word.length;
      return bytes.length >= to && Arrays.equals(bytes, from, to, word, 0, word.length);
    }

    private boolean hasFourFields() {
      int fields = 1;
      for (int i = ADDRESSES_AT; i < bytes.length; i++) {
        if (bytes[i] == ' ') {
          fields++;
        }
      }
      return bytes.length > ADDRESSES_AT && fields == 4;
    }

    private byte @Nullable [] address(boolean isIpv4) {
      int from = at;
      int to = endOfField();
      return isIpv4
          ? AddressText.parseIpv4(bytes, from, to)
          : AddressText.parseIpv6(bytes, from, to);
    }

    /** A number from 0 to 65535 without leading zeros, or -1. */
    private int port() {
      int from = at;
      int to = endOfField();
      return AddressText.parseNumber(bytes, from, to, 0xFFFF);
    }

    private int endOfField() {
      int end = at;
      while (end < bytes.length && bytes[end] != ' ') {
        end++;
      }
      at = end + 1;
      return end;
    }

    private ParseResult found(ProxyHeader header) {
      return new ParseResult.Found(header, bytes.length + 2);
    }

    private static ParseResult fields() {
      return HeaderParser.invalid(HeaderFault.LINE_FIELDS);
    }
  }
}
