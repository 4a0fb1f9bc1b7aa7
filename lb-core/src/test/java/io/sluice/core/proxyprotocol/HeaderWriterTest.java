package io.sluice.core.proxyprotocol;

import static io.sluice.core.proxyprotocol.RawHeader.address;
import static io.sluice.core.proxyprotocol.RawHeader.concat;
import static io.sluice.core.proxyprotocol.RawHeader.hex;
import static io.sluice.core.proxyprotocol.RawHeader.text;
import static io.sluice.core.proxyprotocol.RawHeader.tlv;
import static io.sluice.core.proxyprotocol.RawHeader.v2;
import static io.sluice.core.proxyprotocol.RawHeader.v2Ipv4;
import static io.sluice.core.proxyprotocol.RawHeader.withChecksum;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.sluice.core.net.ClientAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class HeaderWriterTest {
  private static final ClientAddress SOURCE = address("192.0.2.1", 1000);
  private static final ClientAddress DESTINATION = address("198.51.100.2", 443);
  private static final ClientAddress IPV6 = address("2001:db8::1", 1000);

  private static final HeaderWriter V1 = new HeaderWriter(HeaderVersion.V1, HeaderChecksum.NONE);
  private static final HeaderWriter V2 = new HeaderWriter(HeaderVersion.V2, HeaderChecksum.NONE);

  @Test
  void lineOfEachFamily() {
    assertThat(line(stream(SOURCE, DESTINATION)))
        .isEqualTo("PROXY TCP4 192.0.2.1 198.51.100.2 1000 443\r\n");
    assertThat(line(stream(IPV6, address("::1", 443))))
        .isEqualTo("PROXY TCP6 2001:db8::1 ::1 1000 443\r\n");
  }

  @Test
  void addressesOfTwoFamiliesAreWrittenAsIpv6() {
    assertThat(line(stream(SOURCE, IPV6)))
        .isEqualTo("PROXY TCP6 ::ffff:c000:201 2001:db8::1 1000 1000\r\n");
    assertThat(written(V2, stream(IPV6, SOURCE)))
        .isEqualTo(
            v2(
                RawHeader.PROXY,
                RawHeader.TCP6,
                hex("20010db8000000000000000000000001"),
                hex("00000000000000000000ffffc0000201"),
                hex("03e803e8")));
  }

  @Test
  void longestLineIsWithinTheLimit() {
    ClientAddress longest = address("ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff", 65535);
    assertThat(line(stream(longest, longest))).hasSize(104);
  }

  /** F103: CVE-2024-23327. */
  @Test
  void whatHasNoAddressesIsWrittenWithoutAny() {
    assertThat(written(V2, new ProxyHeader.Local())).isEqualTo(v2(RawHeader.LOCAL, 0));
    assertThat(written(V2, new ProxyHeader.Unaddressed(Tlvs.NONE)))
        .isEqualTo(v2(RawHeader.PROXY, 0));
    assertThat(line(new ProxyHeader.Local())).isEqualTo("PROXY UNKNOWN\r\n");
    assertThat(line(new ProxyHeader.Unaddressed(Tlvs.NONE))).isEqualTo("PROXY UNKNOWN\r\n");
  }

  @Test
  void datagramsAreUnknownToVersion1() {
    ProxyHeader header =
        new ProxyHeader.Forwarded(SOURCE, DESTINATION, HeaderTransport.DATAGRAM, Tlvs.NONE);
    assertThat(line(header)).isEqualTo("PROXY UNKNOWN\r\n");
    assertThat(written(V2, header))
        .isEqualTo(v2(RawHeader.PROXY, RawHeader.UDP4, RawHeader.IPV4_ADDRESSES));
  }

  @Test
  void tlvsFollowTheAddresses() {
    Tlvs tlvs =
        Tlvs.builder()
            .add(TlvType.AUTHORITY, text("a.example"))
            .add(0xE0, text("default/web"))
            .build();
    assertThat(written(V2, stream(SOURCE, DESTINATION, tlvs)))
        .isEqualTo(
            v2Ipv4(tlv(TlvType.AUTHORITY, text("a.example")), tlv(0xE0, text("default/web"))));
  }

  @Test
  void checksumIsThatOfTheWholeHeader() {
    HeaderWriter writer = new HeaderWriter(HeaderVersion.V2, HeaderChecksum.CRC32C);
    byte[] written = written(writer, stream(SOURCE, DESTINATION));
    assertThat(written).isEqualTo(withChecksum());
  }

  @Test
  void receivedChecksumAndPaddingAreNotPassedOn() {
    Tlvs received =
        Tlvs.builder()
            .add(TlvType.CRC32C, new byte[4])
            .add(TlvType.NOOP, new byte[9])
            .add(TlvType.UNIQUE_ID, text("1"))
            .build();
    assertThat(written(V2, stream(SOURCE, DESTINATION, received)))
        .isEqualTo(v2Ipv4(tlv(TlvType.UNIQUE_ID, text("1"))));
  }

  @Test
  void tlvWithoutRoomIsLeftOutWholeAndCounted() {
    Tlvs tlvs =
        Tlvs.builder()
            .add(0xE0, new byte[4096 - 28 - 3 + 1])
            .add(0xE1, text("small"))
            .add(0xE2, new byte[0xFFFF])
            .build();
    ByteBuf out = Unpooled.buffer();
    assertThat(V2.write(stream(SOURCE, DESTINATION, tlvs), out)).isEqualTo(2);
    assertThat(ByteBufUtil.getBytes(out)).isEqualTo(v2Ipv4(tlv(0xE1, text("small"))));
  }

  @Test
  void tlvsThatFillTheRoomExactlyAreWritten() {
    Tlvs tlvs = Tlvs.builder().add(0xE0, new byte[4096 - 28 - 3]).build();
    ByteBuf out = Unpooled.buffer();
    assertThat(V2.write(stream(SOURCE, DESTINATION, tlvs), out)).isZero();
    assertThat(out.readableBytes()).isEqualTo(4096);
  }

  @Test
  void lengthNeverExceedsWhatItsFieldCanTell() {
    Tlvs.Builder tlvs = Tlvs.builder();
    for (int i = 0; i < 300; i++) {
      tlvs.add(0xE0, new byte[1000]);
    }
    WriterContract.check(
        stream(SOURCE, DESTINATION, tlvs.build()), HeaderVersion.V2, HeaderChecksum.CRC32C);
    assertThatThrownBy(() -> V2.write(new ProxyHeader.Local(), 65_552, Unpooled.buffer()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void version1LeavesEveryTlvOut() {
    Tlvs tlvs = Tlvs.builder().add(0xE0, text("a")).add(0xE1, text("b")).build();
    assertThat(V1.write(stream(SOURCE, DESTINATION, tlvs), Unpooled.buffer())).isEqualTo(2);
  }

  @Test
  void valueThatNoTlvCanHoldIsABug() {
    assertThatThrownBy(() -> Tlvs.builder().add(0xE0, new byte[0x10000]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Tlvs.builder().add(256, new byte[0]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void datagramWithItsHeaderStaysADatagram() {
    Tlvs tlvs = Tlvs.builder().add(0xE0, new byte[100]).build();
    ProxyHeader header = new ProxyHeader.Forwarded(SOURCE, IPV6, HeaderTransport.DATAGRAM, tlvs);
    int longest = DatagramHeader.MAX_DATAGRAM - HeaderWriter.LONGEST_WITHOUT_TLVS;
    assertThat(DatagramHeader.fits(longest)).isTrue();
    assertThat(DatagramHeader.fits(longest + 1)).isFalse();
    ByteBuf out = Unpooled.buffer();
    int omitted = DatagramHeader.write(header, HeaderChecksum.CRC32C, longest, out);
    assertThat(omitted).isEqualTo(1);
    assertThat(out.readableBytes() + longest).isLessThanOrEqualTo(DatagramHeader.MAX_DATAGRAM);
  }

  @Test
  void valueIsFoundByType() {
    Tlvs tlvs = Tlvs.builder().add(0xE0, text("a")).add(0xE1, text("b")).build();
    assertThat(tlvs.value(0xE1)).isEqualTo(text("b"));
    assertThat(tlvs.value(0xE2)).isNull();
    assertThat(tlvs.count()).isEqualTo(2);
  }

  @Test
  void builderKeepsTheOrder() {
    Tlvs first = Tlvs.builder().add(0xE0, text("a")).build();
    assertThat(Tlvs.builder().addAll(first).add(0xE1, text("b")).build())
        .isEqualTo(Tlvs.copyOf(concat(tlv(0xE0, text("a")), tlv(0xE1, text("b"))), 0, 8));
  }

  private static ProxyHeader stream(ClientAddress source, ClientAddress destination) {
    return stream(source, destination, Tlvs.NONE);
  }

  private static ProxyHeader stream(ClientAddress source, ClientAddress destination, Tlvs tlvs) {
    return new ProxyHeader.Forwarded(source, destination, HeaderTransport.STREAM, tlvs);
  }

  private static String line(ProxyHeader header) {
    return new String(written(V1, header), StandardCharsets.ISO_8859_1);
  }

  private static byte[] written(HeaderWriter writer, ProxyHeader header) {
    ByteBuf out = Unpooled.buffer();
    assertThat(writer.write(header, out)).isZero();
    return ByteBufUtil.getBytes(out);
  }
}
