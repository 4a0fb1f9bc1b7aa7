package io.sluice.core.proxyprotocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.core.proxyprotocol.ParseResult.Found;

/** What must hold of every header that is written. */
final class WriterContract {
  private WriterContract() {}

  /** Writes and reads again, with all the room that there is. */
  static void check(ProxyHeader header, HeaderVersion version, HeaderChecksum checksum) {
    check(header, version, checksum, HeaderParser.LONGEST);
  }

  /** Writes with some room; what is written is whole, and says the same as far as it can. */
  static void check(
      ProxyHeader header, HeaderVersion version, HeaderChecksum checksum, int maxLength) {
    ByteBuf out = Unpooled.buffer();
    out.writeByte('x').skipBytes(1); // a header need not be the first in its buffer
    try {
      int omitted = new HeaderWriter(version, checksum).write(header, maxLength, out);
      int length = out.readableBytes();
      assertThat(length).isLessThanOrEqualTo(maxLength);
      Accept own = version == HeaderVersion.V1 ? Accept.V1 : Accept.V2;
      ParseResult read = new HeaderParser(own, HeaderParser.LONGEST).parse(out);
      assertThat(read).isInstanceOf(Found.class);
      Found found = (Found) read;
      assertThat(found.length()).as("length that the header has").isEqualTo(length);
      checkSame(header, found.header(), version, omitted);
    } finally {
      out.release();
    }
  }

  private static void checkSame(
      ProxyHeader header, ProxyHeader read, HeaderVersion version, int omitted) {
    ProxyHeader expected =
        switch (header) {
          case ProxyHeader.Forwarded told -> {
            boolean isTold =
                version == HeaderVersion.V2 || told.transport() == HeaderTransport.STREAM;
            yield isTold
                ? new ProxyHeader.Forwarded(
                    told.source(), told.destination(), told.transport(), read.tlvs())
                : new ProxyHeader.Unaddressed(Tlvs.NONE);
          }
          case ProxyHeader.Local local ->
              version == HeaderVersion.V2 ? local : new ProxyHeader.Unaddressed(Tlvs.NONE);
          case ProxyHeader.Unaddressed _ -> new ProxyHeader.Unaddressed(Tlvs.NONE);
        };
    assertThat(read).isEqualTo(expected);
    assertThat(count(read.tlvs()) + omitted)
        .as("TLVs, written or omitted")
        .isBetween(count(header.tlvs()), header.tlvs().count());
    if (read instanceof ProxyHeader.Forwarded && version == HeaderVersion.V2 && omitted == 0) {
      assertThat(payload(read.tlvs())).isEqualTo(payload(header.tlvs()));
    }
  }

  /** Without what belongs to a header itself. */
  private static int count(Tlvs tlvs) {
    return payload(tlvs).count();
  }

  static Tlvs payload(Tlvs tlvs) {
    ByteBuf out = Unpooled.buffer();
    tlvs.writeTo(out, Integer.MAX_VALUE);
    byte[] bytes = new byte[out.readableBytes()];
    out.readBytes(bytes).release();
    return Tlvs.copyOf(bytes, 0, bytes.length);
  }
}
