package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.address;
import static io.sluice.core.proxyprotocol.RawHeader.concat;
import static io.sluice.core.proxyprotocol.RawHeader.hex;
import static io.sluice.core.proxyprotocol.RawHeader.ssl;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static io.sluice.core.proxyprotocol.RawHeader.tlv;
import static io.sluice.core.proxyprotocol.RawHeader.tlvWithLength;
import static io.sluice.core.proxyprotocol.RawHeader.v2;
import static io.sluice.core.proxyprotocol.RawHeader.v2Ipv4;
import static io.sluice.core.proxyprotocol.RawHeader.v2WithLength;
import static io.sluice.core.proxyprotocol.RawHeader.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.ParseResult.Absent;
import io.sluice.core.proxyprotocol.ParseResult.Found;
import io.sluice.core.proxyprotocol.ParseResult.Invalid;
import io.sluice.core.proxyprotocol.ParseResult.NeedMore;
import java.util.Arrays;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The binary header of version 2. C5, F100. */
class HeaderParserV2Test {
  private static final ClientAddress SOURCE = address("192.0.2.1", 1000);
  private static final ClientAddress DESTINATION = address("198.51.100.2", 443);

  @Test
  void ipv4AddressesAreRead() {
    assertThat(parse(v2Ipv4())).isEqualTo(found(forwarded(HeaderTransport.STREAM, Tlvs.NONE), 28));
    assertThat(parse(v2(RawHeader.PROXY, RawHeader.UDP4, RawHeader.IPV4_ADDRESSES)))
        .isEqualTo(found(forwarded(HeaderTransport.DATAGRAM, Tlvs.NONE), 28));
  }

  @Test
  void ipv6AddressesAreRead() {
    ProxyHeader expected =
        new ProxyHeader.Forwarded(
            address("2001:db8::1", 1000),
            address("2001:db8::2", 443),
            HeaderTransport.STREAM,
            Tlvs.NONE);
    assertThat(parse(v2(RawHeader.PROXY, RawHeader.TCP6, RawHeader.IPV6_ADDRESSES)))
        .isEqualTo(found(expected, 52));
  }

  @Test
  void mappedAddressIsAnIpv4Address() {
    byte[] addresses =
        hex("00000000000000000000ffffc0000201 00000000000000000000ffffc6336402 03e8 01bb");
    assertThat(parse(v2(RawHeader.PROXY, RawHeader.TCP6, addresses)))
        .isEqualTo(found(forwarded(HeaderTransport.STREAM, Tlvs.NONE), 52));
  }

  /** F103. */
  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x11, 0x21, 0x31, 0x01, 0x44, 0xFF})
  void localIsReadWhateverFollowsIt(int family) {
    assertThat(parse(v2(RawHeader.LOCAL, family))).isEqualTo(found(new ProxyHeader.Local(), 16));
    assertThat(parse(v2(RawHeader.LOCAL, family, new byte[300])))
        .isEqualTo(found(new ProxyHeader.Local(), 316));
  }

  @Test
  void unspecifiedFamilyHasNoAddresses() {
    ProxyHeader expected = new ProxyHeader.Unaddressed(Tlvs.NONE);
    assertThat(parse(v2(RawHeader.PROXY, 0x00))).isEqualTo(found(expected, 16));
    assertThat(parse(v2(RawHeader.PROXY, 0x00, new byte[7]))).isEqualTo(found(expected, 23));
  }

  @Test
  void unixSocketHasNoAddressesButTlvs() {
    byte[] tlv = tlv(TlvType.AUTHORITY, text("a.example"));
    assertThat(parse(v2(RawHeader.PROXY, RawHeader.UNIX_STREAM, new byte[216], tlv)))
        .isEqualTo(found(new ProxyHeader.Unaddressed(tlvs(tlv)), 16 + 216 + 12));
    assertThat(parse(v2(RawHeader.PROXY, RawHeader.UNIX_STREAM, new byte[215])))
        .isEqualTo(invalid(HeaderFault.TOO_SHORT));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x10, 0x11, 0x30, 0x31, 0xF1})
  void otherVersionIsInvalid(int versionAndCommand) {
    assertThat(parse(v2(versionAndCommand, RawHeader.TCP4, RawHeader.IPV4_ADDRESSES)))
        .isEqualTo(invalid(HeaderFault.VERSION));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x22, 0x23, 0x2F})
  void otherCommandIsInvalid(int versionAndCommand) {
    assertThat(parse(v2(versionAndCommand, RawHeader.TCP4, RawHeader.IPV4_ADDRESSES)))
        .isEqualTo(invalid(HeaderFault.COMMAND));
  }

  @Test
  void familyThatDoesNotExistIsInvalid() {
    Set<Integer> existing = Set.of(0x00, 0x11, 0x12, 0x21, 0x22, 0x31, 0x32);
    for (int family = 0; family < 256; family++) {
      if (!existing.contains(family)) {
        assertThat(parse(v2(RawHeader.PROXY, family, new byte[216])))
            .as("family %x", family)
            .isEqualTo(invalid(HeaderFault.FAMILY));
      }
    }
  }

  @Test
  void addressesThatDoNotFitAreInvalidBeforeTheyCome() {
    assertThat(parse(v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 11)))
        .isEqualTo(invalid(HeaderFault.TOO_SHORT));
    assertThat(parse(v2WithLength(RawHeader.PROXY, RawHeader.TCP6, 35)))
        .isEqualTo(invalid(HeaderFault.TOO_SHORT));
    assertThat(parse(v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 0)))
        .isEqualTo(invalid(HeaderFault.TOO_SHORT));
  }

  @Test
  void headerBeyondTheBoundIsInvalidBeforeItComes() {
    assertThat(parse(v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 4096 - 16 + 1)))
        .isEqualTo(invalid(HeaderFault.TOO_LONG));
    assertThat(parse(v2WithLength(RawHeader.LOCAL, 0, 0xFFFF)))
        .isEqualTo(invalid(HeaderFault.TOO_LONG));
    assertThat(parse(v2Ipv4(tlv(TlvType.NOOP, new byte[4096 - 28 - 3]))))
        .isInstanceOfSatisfying(Found.class, found -> assertThat(found.length()).isEqualTo(4096));
  }

  @Test
  void boundMayBeTheLongestHeaderThereIs() {
    byte[] longest = v2Ipv4(tlv(TlvType.NOOP, new byte[0xFFFF - 12 - 3]));
    assertThat(ParserContract.parse(new HeaderParser(Accept.V2, HeaderParser.LONGEST), longest))
        .isInstanceOfSatisfying(Found.class, found -> assertThat(found.length()).isEqualTo(65_551));
    assertThatThrownBy(() -> new HeaderParser(Accept.V2, HeaderParser.LONGEST + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new HeaderParser(Accept.V2, 231))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void tlvsAreHandedOnAsTheyCame() {
    byte[] tlvs =
        concat(
            tlv(TlvType.AUTHORITY, text("a.example")),
            tlv(TlvType.NOOP),
            tlv(0xE5, hex("00ff")),
            ssl(tlv(0x21, text("TLSv1.3"))),
            tlv(TlvType.UNIQUE_ID, new byte[128]));
    assertThat(parse(v2Ipv4(tlvs)))
        .isEqualTo(found(forwarded(HeaderTransport.STREAM, tlvs(tlvs)), 28 + tlvs.length));
  }

  @Test
  void tlvThatEndsBehindTheHeaderIsInvalid() {
    for (byte[] tail :
        new byte[][] {
          hex("02"),
          hex("0200"),
          hex("020001"),
          tlvWithLength(TlvType.AUTHORITY, 0xFFFF),
          concat(tlv(TlvType.AUTHORITY, text("a")), tlvWithLength(TlvType.NOOP, 2, text("x"))),
          concat(tlv(TlvType.AUTHORITY, text("a")), hex("00"))
        }) {
      assertThat(parse(concat(v2Ipv4(tail), text("payload that must not be read as a value"))))
          .isEqualTo(invalid(HeaderFault.TLV_OVERRUN));
    }
  }

  @Test
  void tlvWithinSslThatEndsBehindItIsInvalid() {
    byte[] next = tlv(TlvType.AUTHORITY, text("a.example"));
    assertThat(parse(v2Ipv4(ssl(tlvWithLength(0x21, 7, text("TLS"))), next)))
        .isEqualTo(invalid(HeaderFault.TLV_OVERRUN));
    assertThat(parse(v2Ipv4(ssl(hex("2100")), next))).isEqualTo(invalid(HeaderFault.TLV_OVERRUN));
  }

  @Test
  void tlvOfAnImpossibleLengthIsInvalid() {
    for (byte[] tlv :
        new byte[][] {
          tlv(TlvType.SSL, new byte[4]),
          tlv(TlvType.CRC32C, new byte[3]),
          tlv(TlvType.CRC32C, new byte[5]),
          tlv(TlvType.UNIQUE_ID, new byte[129])
        }) {
      assertThat(parse(v2Ipv4(tlv))).isEqualTo(invalid(HeaderFault.TLV_LENGTH));
    }
  }

  /** C5: CVE-2022-41881. */
  @ParameterizedTest
  @ValueSource(ints = {1, 10, 100, 1_000, 8_000})
  void nestedSslIsReadWithoutRecursion(int depth) {
    byte[] nested = new byte[depth * 8];
    for (int level = 0; level < depth; level++) {
      int at = level * 8;
      int length = nested.length - at - 3;
      nested[at] = TlvType.SSL;
      nested[at + 1] = (byte) (length >>> 8);
      nested[at + 2] = (byte) length;
    }
    HeaderParser parser = new HeaderParser(Accept.V2, HeaderParser.LONGEST);
    assertThat(ParserContract.parse(parser, v2Ipv4(nested)))
        .isEqualTo(found(forwarded(HeaderTransport.STREAM, tlvs(nested)), 28 + nested.length));
  }

  @Test
  void rightChecksumIsAccepted() {
    byte[] header = withChecksum(tlv(TlvType.AUTHORITY, text("a.example")));
    assertThat(parse(header))
        .isEqualTo(
            found(
                forwarded(
                    HeaderTransport.STREAM, tlvs(Arrays.copyOfRange(header, 28, header.length))),
                header.length));
  }

  @Test
  void anyBitThatIsOffBreaksTheChecksum() {
    byte[] header = withChecksum(tlv(TlvType.AUTHORITY, text("a.example")));
    for (int bit = 16 * 8; bit < header.length * 8; bit++) {
      byte[] damaged = header.clone();
      damaged[bit / 8] ^= (byte) (1 << bit % 8);
      // In the type of the checksum a bit makes it another TLV: nothing checks that header.
      int checksumType = header.length - 7;
      if (bit / 8 != checksumType) {
        assertThat(parse(damaged)).as("bit %d", bit).isInstanceOf(Invalid.class);
      }
    }
  }

  @Test
  void secondChecksumIsInvalid() {
    byte[] checksum = tlv(TlvType.CRC32C, new byte[4]);
    assertThat(parse(v2Ipv4(checksum, checksum))).isEqualTo(invalid(HeaderFault.CHECKSUM_REPEATED));
  }

  @Test
  void checksumWithinSslIsNotTheHeaders() {
    assertThat(parse(v2Ipv4(ssl(tlv(TlvType.CRC32C, new byte[4]))))).isInstanceOf(Found.class);
  }

  /** F101. */
  @Test
  void secondHeaderIsPayload() {
    assertThat(parse(concat(v2Ipv4(), v2Ipv4(), text("PROXY UNKNOWN\r\n"))))
        .isEqualTo(found(forwarded(HeaderTransport.STREAM, Tlvs.NONE), 28));
  }

  @Test
  void headerOfAVersionThatIsNotAcceptedIsInvalid() {
    assertThat(ParserContract.parse(Accept.V1, v2Ipv4()))
        .isEqualTo(invalid(HeaderFault.VERSION_NOT_ACCEPTED));
    assertThat(ParserContract.parse(Accept.OFF, v2Ipv4())).isEqualTo(new Absent());
  }

  @Test
  void signatureThatIsOffIsNoHeader() {
    byte[] header = v2Ipv4();
    for (int i = 0; i < 12; i++) {
      byte[] other = header.clone();
      other[i] ^= 0x20;
      assertThat(parse(other)).as("byte %d", i).isEqualTo(new Absent());
    }
  }

  @Test
  void datagramHoldsItsWholeHeader() {
    byte[] header = v2(RawHeader.PROXY, RawHeader.UDP4, RawHeader.IPV4_ADDRESSES);
    assertThat(datagram(header))
        .isEqualTo(found(forwarded(HeaderTransport.DATAGRAM, Tlvs.NONE), 28));
    assertThat(datagram(concat(header, text("payload"))))
        .isEqualTo(found(forwarded(HeaderTransport.DATAGRAM, Tlvs.NONE), 28));
    for (int length = 1; length < header.length; length++) {
      assertThat(datagram(Arrays.copyOf(header, length))).isEqualTo(invalid(HeaderFault.TRUNCATED));
    }
    assertThat(datagram(new byte[0])).isEqualTo(new Absent());
    assertThat(datagram(text("query"))).isEqualTo(new Absent());
    assertThat(datagram(text("PROXY UNKNOWN\r\n")))
        .isEqualTo(invalid(HeaderFault.VERSION_NOT_ACCEPTED));
  }

  @Test
  void nothingIsUndecided() {
    assertThat(parse(new byte[0])).isInstanceOf(NeedMore.class);
  }

  private static ParseResult datagram(byte[] bytes) {
    return DatagramHeader.parse(Unpooled.wrappedBuffer(bytes));
  }

  private static ParseResult parse(byte[] bytes) {
    ParserContract.check(bytes);
    ParseResult result = ParserContract.parse(Accept.V2, bytes);
    assertThat(ParserContract.parse(Accept.ANY, bytes)).isEqualTo(result);
    return result;
  }

  private static ProxyHeader forwarded(HeaderTransport transport, Tlvs tlvs) {
    return new ProxyHeader.Forwarded(SOURCE, DESTINATION, transport, tlvs);
  }

  private static Tlvs tlvs(byte[] bytes) {
    return Tlvs.copyOf(bytes, 0, bytes.length);
  }

  private static ParseResult found(ProxyHeader header, int length) {
    return new Found(header, length);
  }

  private static ParseResult invalid(HeaderFault fault) {
    return new Invalid(fault);
  }
}
