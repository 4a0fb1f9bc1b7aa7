package io.sluice.core.proxyprotocol;

import io.sluice.core.net.ClientAddress;
import java.util.SplittableRandom;

/** Headers of every kind that can be sent. */
final class RandomHeaders {
  private static final int MOST_TLVS = 4;
  private static final int LONGEST_VALUE = 300;

  private RandomHeaders() {}

  static ProxyHeader next(SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> new ProxyHeader.Local();
      case 1 -> new ProxyHeader.Unaddressed(Tlvs.NONE);
      default ->
          new ProxyHeader.Forwarded(
              address(random),
              address(random),
              random.nextInt(4) == 0 ? HeaderTransport.DATAGRAM : HeaderTransport.STREAM,
              tlvs(random));
    };
  }

  static ClientAddress address(SplittableRandom random) {
    int port = random.nextInt(0x10000);
    return switch (random.nextInt(4)) {
      // Short runs of zeros, which text writes in its own way.
      case 0 ->
          new ClientAddress(
              random.nextLong() & 0xFFFF_0000_00FF_0000L,
              random.nextLong() & 0xFFFF_0000_0000_000FL,
              port);
      case 1 -> new ClientAddress(random.nextLong(), random.nextLong(), port);
      default -> new ClientAddress(0, 0xFFFF_0000_0000L | (random.nextInt() & 0xFFFF_FFFFL), port);
    };
  }

  private static Tlvs tlvs(SplittableRandom random) {
    Tlvs.Builder tlvs = Tlvs.builder();
    for (int i = random.nextInt(MOST_TLVS + 1); i > 0; i--) {
      tlvs.add(type(random), value(random));
    }
    return tlvs.build();
  }

  /* Any but those whose value has a form of its own. */
  private static int type(SplittableRandom random) {
    int type = random.nextInt(256);
    return type == TlvType.SSL || type == TlvType.UNIQUE_ID || type == TlvType.CRC32C
        ? TlvType.AUTHORITY
        : type;
  }

  private static byte[] value(SplittableRandom random) {
    byte[] value = new byte[random.nextInt(LONGEST_VALUE)];
    random.nextBytes(value);
    return value;
  }
}
