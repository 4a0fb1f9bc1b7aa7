package io.sluice.core.proxyprotocol;

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

import java.util.List;
import java.util.SplittableRandom;

/** Inputs that random ones start from, and what is made of them. */
final class SeedHeaders {
  /** One of each kind, right or just wrong. */
  static final List<byte[]> ALL =
      List.of(
          text("PROXY TCP4 192.0.2.1 198.51.100.2 1000 443\r\nGET / HTTP/1.1\r\n"),
          text("PROXY TCP6 2001:db8::1 ::ffff:192.0.2.2 65535 0\r\n"),
          text("PROXY TCP6 1:2:3:4:5:6:7:8 ::ffff:c000:202 1 2\r\n"),
          text("PROXY UNKNOWN\r\n"),
          text("PROXY UNKNOWN 1 2 3 4\r\nPROXY UNKNOWN\r\n"),
          text("PROXY TCP4 192.0.2.01 198.51.100.2 01 65536\r\n"),
          text("GET / HTTP/1.1\r\nHost: a.example\r\n\r\n"),
          v2Ipv4(),
          v2(RawHeader.LOCAL, 0),
          v2(RawHeader.LOCAL, RawHeader.TCP4, RawHeader.IPV4_ADDRESSES),
          v2(RawHeader.PROXY, 0),
          v2(RawHeader.PROXY, RawHeader.UDP4, RawHeader.IPV4_ADDRESSES),
          v2(RawHeader.PROXY, RawHeader.TCP6, RawHeader.IPV6_ADDRESSES),
          v2(RawHeader.PROXY, RawHeader.UNIX_STREAM, new byte[216]),
          v2Ipv4(tlv(TlvType.AUTHORITY, text("a.example")), tlv(0xE0, hex("00"))),
          v2Ipv4(ssl(tlv(0x21, text("TLSv1.3")), ssl()), tlv(TlvType.NOOP, new byte[3])),
          v2Ipv4(tlvWithLength(TlvType.AUTHORITY, 100, text("a"))),
          v2WithLength(RawHeader.PROXY, RawHeader.TCP4, 0xFFFF, RawHeader.IPV4_ADDRESSES),
          withChecksum(tlv(TlvType.UNIQUE_ID, text("1"))),
          concat(v2Ipv4(), v2Ipv4()));

  private static final int MOST_CHANGES = 4;

  private SeedHeaders() {}

  /** One of the inputs with a few bytes changed, taken out, put in or doubled. */
  static byte[] mutated(SplittableRandom random) {
    byte[] bytes = ALL.get(random.nextInt(ALL.size())).clone();
    for (int i = random.nextInt(MOST_CHANGES + 1); i > 0; i--) {
      bytes = changed(bytes, random);
    }
    return bytes;
  }

  private static byte[] changed(byte[] bytes, SplittableRandom random) {
    int at = random.nextInt(bytes.length + 1);
    int to = random.nextInt(at, bytes.length + 1);
    byte[] before = part(bytes, 0, at);
    byte[] after = part(bytes, at, bytes.length);
    return switch (random.nextInt(5)) {
      case 0 -> concat(before, part(bytes, to, bytes.length));
      case 1 -> concat(before, new byte[] {(byte) random.nextInt(256)}, after);
      case 2 -> concat(before, part(bytes, at, to), after);
      case 3 -> concat(before, ALL.get(random.nextInt(ALL.size())));
      default -> {
        byte[] flipped = bytes.clone();
        if (at < flipped.length) {
          flipped[at] ^= (byte) (1 << random.nextInt(8));
        }
        yield flipped;
      }
    };
  }

  private static byte[] part(byte[] bytes, int from, int to) {
    return java.util.Arrays.copyOfRange(bytes, from, to);
  }
}
