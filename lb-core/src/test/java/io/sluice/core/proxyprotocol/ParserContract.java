package io.sluice.core.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.proxyprotocol.ParseResult.Absent;
import io.sluice.core.proxyprotocol.ParseResult.Found;
import io.sluice.core.proxyprotocol.ParseResult.Invalid;
import io.sluice.core.proxyprotocol.ParseResult.NeedMore;
import java.util.Arrays;

/** What must hold of any input, however wrong it is. */
final class ParserContract {
  private ParserContract() {}

  /** Parses with every setting and checks that the answers fit together. */
  static void check(byte[] input) {
    for (Accept accepted : Accept.values()) {
      checkDecisions(new HeaderParser(accepted), input);
    }
    ParseResult any = parse(new HeaderParser(Accept.ANY), input);
    assertThat(parse(new HeaderParser(Accept.OFF), input)).isEqualTo(new Absent());
    if (any instanceof Found found) {
      checkWrittenAgain(found.header());
    }
    assertThat(DatagramHeader.parse(Unpooled.wrappedBuffer(input))).isNotInstanceOf(NeedMore.class);
  }

  static ParseResult parse(Accept accepted, byte[] input) {
    return parse(new HeaderParser(accepted), input);
  }

  /** Parses bytes that do not begin at the buffer's first index; the buffer stays as it was. */
  static ParseResult parse(HeaderParser parser, byte[] input) {
    ByteBuf buffer = Unpooled.buffer(input.length + 3).writeZero(3).writeBytes(input).skipBytes(3);
    try {
      ParseResult result = parser.parse(buffer);
      assertThat(buffer.readerIndex()).isEqualTo(3);
      assertThat(buffer.readableBytes()).isEqualTo(input.length);
      assertThat(buffer.refCnt()).isEqualTo(1);
      assertThat(Arrays.copyOfRange(buffer.array(), 3, 3 + input.length)).isEqualTo(input);
      return result;
    } finally {
      buffer.release();
    }
  }

  /** F102: a prefix is undecided until it is decided, and then as the whole is. */
  private static void checkDecisions(HeaderParser parser, byte[] input) {
    ParseResult whole = parse(parser, input);
    int decidedAt = firstDecision(parser, input);
    for (int length : new int[] {decidedAt, (decidedAt + input.length) / 2}) {
      assertThat(parse(parser, Arrays.copyOf(input, Math.min(length, input.length))))
          .isEqualTo(whole);
    }
    if (decidedAt > 0) {
      assertThat(parse(parser, Arrays.copyOf(input, decidedAt - 1))).isInstanceOf(NeedMore.class);
    }
    switch (whole) {
      case Found(ProxyHeader header, int length) -> {
        assertThat(length).isEqualTo(decidedAt).isLessThanOrEqualTo(parser.maxLength());
        assertThat(header).isNotNull();
      }
      case Invalid _ -> assertThat(decidedAt).isLessThanOrEqualTo(parser.maxLength());
      case Absent _ -> assertThat(decidedAt).isLessThanOrEqualTo(HeaderV2.SIGNATURE.length);
      case NeedMore _ ->
          assertThat(input.length)
              .as("more bytes than any header has, undecided")
              .isLessThan(parser.maxLength());
    }
  }

  /* A binary search would assume what is checked here. */
  private static int firstDecision(HeaderParser parser, byte[] input) {
    ByteBuf buffer = Unpooled.wrappedBuffer(input);
    for (int length = 0; length < input.length; length++) {
      if (!(parser.parse(buffer.writerIndex(length)) instanceof NeedMore)) {
        return length;
      }
    }
    return input.length;
  }

  private static void checkWrittenAgain(ProxyHeader header) {
    for (HeaderVersion version : HeaderVersion.values()) {
      for (HeaderChecksum checksum : HeaderChecksum.values()) {
        WriterContract.check(header, version, checksum);
      }
    }
  }
}
