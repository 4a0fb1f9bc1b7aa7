package io.sluice.core.proxyprotocol;

import io.netty.buffer.ByteBuf;
import io.sluice.core.net.ClientAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** IP addresses as the bytes of a header. An IPv4 address counts as mapped into IPv6. */
final class AddressBytes {
  static final int IPV4_LENGTH = 4;
  static final int IPV6_LENGTH = 16;

  private static final long IPV4_PREFIX = 0xFFFF_0000_0000L;

  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private AddressBytes() {}

  /** The address of 4 bytes. */
  static ClientAddress ipv4(byte[] bytes, int at, int port) {
    return new ClientAddress(
        0, IPV4_PREFIX | Integer.toUnsignedLong((int) INT.get(bytes, at)), port);
  }

  /** The address of 16 bytes. */
  static ClientAddress ipv6(byte[] bytes, int at, int port) {
    return new ClientAddress((long) LONG.get(bytes, at), (long) LONG.get(bytes, at + 8), port);
  }

  /** Writes the 4 bytes of an IPv4 address. */
  static void writeIpv4(ClientAddress address, ByteBuf out) {
    out.writeInt((int) address.low());
  }

  /** Writes 16 bytes. */
  static void writeIpv6(ClientAddress address, ByteBuf out) {
    out.writeLong(address.high()).writeLong(address.low());
  }
}
