package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.concat;
import static io.sluice.core.proxyprotocol.RawHeader.hex;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static io.sluice.core.proxyprotocol.RawHeader.tlv;
import static io.sluice.core.proxyprotocol.RawHeader.v2Ipv4;
import static io.sluice.core.proxyprotocol.RawHeader.v2WithLength;
import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.proxyprotocol.ParseResult.Absent;
import io.sluice.core.proxyprotocol.ParseResult.Found;
import io.sluice.core.proxyprotocol.ParseResult.Invalid;
import io.sluice.core.proxyprotocol.ParseResult.NeedMore;
import io.sluice.core.rig.Seeds;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where our reading differs from that of Netty's codec, each difference seen, and that there is no
 * other; docs/decisions/0009 has the conclusion.
 */
class NettyDifferenceTest {
  private static final int INPUTS = 30_000;

  /** What Netty takes for a header and we do not. */
  private static final Set<HeaderFault> NETTY_IS_LAX =
      EnumSet.of(
          HeaderFault.CHECKSUM,
          HeaderFault.CHECKSUM_REPEATED,
          HeaderFault.TLV_LENGTH,
          HeaderFault.TLV_OVERRUN,
          HeaderFault.LINE_ADDRESS,
          HeaderFault.LINE_END,
          HeaderFault.LINE_FIELDS,
          HeaderFault.LINE_PORT,
          HeaderFault.LINE_TOO_LONG);

  private final HeaderParser parser = new HeaderParser(Accept.ANY, HeaderParser.LONGEST);

  @Test
  void nettyTakesALineThatDeviates() {
    Map<String, HeaderFault> lines =
        Map.of(
            "TCP4 192.0.2.01 198.51.100.2 1 2", HeaderFault.LINE_ADDRESS,
            "TCP6 fe80::1%1 fe80::2 1 2", HeaderFault.LINE_ADDRESS,
            "TCP4 192.0.2.1 198.51.100.2 01 2", HeaderFault.LINE_PORT,
            "TCP4 192.0.2.1 198.51.100.2 +1 2", HeaderFault.LINE_PORT,
            "TCP4 192.0.2.1 198.51.100.2 1 2 ", HeaderFault.LINE_FIELDS,
            "UNKNOWN \r", HeaderFault.LINE_END,
            "UNKNOWN \n", HeaderFault.LINE_END);
    lines.forEach(
        (line, fault) -> {
          byte[] bytes = text("PROXY " + line + "\r\n");
          assertThat(parse(bytes)).as(line).isEqualTo(new Invalid(fault));
          assertThat(NettyReading.of(bytes)).as(line).isInstanceOf(NettyReading.Found.class);
        });
  }

  @Test
  void nettyTakesALineOfThreeBytesMoreThanTheSpecificationAllows() {
    byte[] longest = line(107);
    assertThat(parse(longest)).isInstanceOf(Found.class);
    assertThat(NettyReading.of(longest)).isInstanceOf(NettyReading.Found.class);
    assertThat(parse(line(108))).isEqualTo(new Invalid(HeaderFault.LINE_TOO_LONG));
    assertThat(NettyReading.of(line(110))).isInstanceOf(NettyReading.Found.class);
    assertThat(NettyReading.of(line(111))).isEqualTo(new NettyReading.Refused());
  }

  private static byte[] line(int length) {
    String start = "PROXY UNKNOWN ";
    return text(start + "x".repeat(length - start.length() - 2) + "\r\n");
  }

  @Test
  void nettyChecksNoChecksum() {
    byte[] bytes = v2Ipv4(tlv(TlvType.CRC32C, hex("00000000")));
    assertThat(parse(bytes)).isEqualTo(new Invalid(HeaderFault.CHECKSUM));
    assertThat(NettyReading.of(bytes)).isInstanceOf(NettyReading.Found.class);
  }

  @Test
  void nettyTakesTwoChecksums() {
    byte[] checksum = tlv(TlvType.CRC32C, hex("00000000"));
    byte[] bytes = v2Ipv4(checksum, checksum);
    assertThat(parse(bytes)).isEqualTo(new Invalid(HeaderFault.CHECKSUM_REPEATED));
    assertThat(NettyReading.of(bytes)).isInstanceOf(NettyReading.Found.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"02", "0200", "020001"})
  void nettyIgnoresBytesBehindTheLastTlv(String tail) {
    byte[] bytes = v2Ipv4(hex(tail));
    assertThat(parse(bytes)).isEqualTo(new Invalid(HeaderFault.TLV_OVERRUN));
    assertThat(NettyReading.of(bytes)).isInstanceOf(NettyReading.Found.class);
  }

  @Test
  void nettyTakesATlvOfAnImpossibleLength() {
    for (byte[] tlv :
        new byte[][] {tlv(TlvType.CRC32C, new byte[3]), tlv(TlvType.UNIQUE_ID, new byte[129])}) {
      assertThat(parse(v2Ipv4(tlv))).isEqualTo(new Invalid(HeaderFault.TLV_LENGTH));
      assertThat(NettyReading.of(v2Ipv4(tlv))).isInstanceOf(NettyReading.Found.class);
    }
  }

  @Test
  void nettyRefusesPort0WhichTheSpecificationAllows() {
    byte[] bytes = text("PROXY TCP4 192.0.2.1 198.51.100.2 0 443\r\n");
    assertThat(parse(bytes)).isInstanceOf(Found.class);
    assertThat(NettyReading.of(bytes)).isEqualTo(new NettyReading.Refused());
  }

  @Test
  void nettyRefusesSomeAddressesThatEndInIpv4() {
    byte[] bytes = text("PROXY TCP6 2001:db8::1 2001:db8::192.0.2.2 1 2\r\n");
    assertThat(parse(bytes)).isInstanceOf(Found.class);
    assertThat(NettyReading.of(bytes)).isEqualTo(new NettyReading.Refused());
  }

  @Test
  void nettyWaitsForMoreOfWhatCannotBecomeAHeader() {
    for (byte[] bytes :
        new byte[][] {
          text("M"),
          text("PROXYX"),
          text("PROXY TCP4\n"),
          v2WithLength(0x10, 0, 0),
          v2WithLength(0x22, 0, 5),
          v2WithLength(RawHeader.PROXY, 0x13, 12),
          v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 11)
        }) {
      byte[] start = bytes.length > 15 ? Arrays.copyOf(bytes, 15) : bytes;
      assertThat(NettyReading.of(start)).isEqualTo(new NettyReading.NeedMore());
    }
    assertThat(parse(text("M"))).isEqualTo(new Absent());
    assertThat(parse(text("PROXYX"))).isInstanceOf(Invalid.class);
    assertThat(parse(text("PROXY TCP4\n"))).isInstanceOf(Invalid.class);
    assertThat(parse(v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 11)))
        .isInstanceOf(Invalid.class);
  }

  @Test
  void thereIsNoOtherDifference() {
    SplittableRandom random = new SplittableRandom(Seeds.next("NettyDifferenceTest"));
    for (int i = 0; i < INPUTS; i++) {
      byte[] input = SeedHeaders.mutated(random);
      compare(input);
    }
  }

  @Test
  void nettyReadsWhatWeWrite() {
    SplittableRandom random = new SplittableRandom(Seeds.next("NettyDifferenceTest"));
    for (int i = 0; i < INPUTS / 10; i++) {
      ProxyHeader header = RandomHeaders.next(random);
      for (HeaderVersion version : HeaderVersion.values()) {
        ByteBuf out = Unpooled.buffer();
        new HeaderWriter(version, HeaderChecksum.CRC32C).write(header, out);
        compare(concat(ByteBufUtil.getBytes(out), text("payload")));
      }
    }
  }

  private void compare(byte[] input) {
    String hex = HexFormat.of().formatHex(input);
    NettyReading netty = NettyReading.of(input);
    switch (parse(input)) {
      case Found(ProxyHeader header, int length) -> {
        if (!(netty instanceof NettyReading.Refused && isStricterInNetty(input))) {
          assertThat(netty).as(hex).isEqualTo(asNetty(header, length));
        }
      }
      case Invalid(HeaderFault fault) -> {
        if (netty instanceof NettyReading.Found) {
          assertThat(NETTY_IS_LAX).as(hex).contains(fault);
        }
      }
      case NeedMore _ -> assertThat(netty).as(hex).isEqualTo(new NettyReading.NeedMore());
      case Absent _ -> assertThat(netty).as(hex).isNotInstanceOf(NettyReading.Found.class);
    }
  }

  /** A line with port 0, or with an address that has both colons and dots. */
  private static boolean isStricterInNetty(byte[] input) {
    String text = new String(input, StandardCharsets.ISO_8859_1);
    String line = text.substring(0, Math.max(0, text.indexOf("\r\n")));
    return line.matches("PROXY TCP. .* (0 .*|.* 0)|PROXY TCP6 .*[.].*");
  }

  private static NettyReading asNetty(ProxyHeader header, int length) {
    return header instanceof ProxyHeader.Forwarded told
        ? new NettyReading.Found(length, told.source(), told.destination())
        : new NettyReading.Found(length, null, null);
  }

  private ParseResult parse(byte[] bytes) {
    return parser.parse(Unpooled.wrappedBuffer(bytes));
  }
}
