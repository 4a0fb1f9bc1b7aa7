package io.sluice.core.proxyprotocol;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** IP addresses as the bytes of a header. */
final class AddressBytes {
  static final int IPV4_LENGTH = 4;
  static final int IPV6_LENGTH = 16;

  private AddressBytes() {}

  /** The address of 4 or 16 bytes; an IPv4-mapped one is an IPv4 address. */
  static InetAddress address(byte[] bytes) {
    try {
      return InetAddress.getByAddress(bytes);
    } catch (UnknownHostException e) {
      throw new IllegalStateException("an address of " + bytes.length + " bytes", e);
    }
  }

  /** Whether a header of both addresses is one of IPv4. */
  static boolean areIpv4(InetSocketAddress source, InetSocketAddress destination) {
    return source.getAddress() instanceof Inet4Address
        && destination.getAddress() instanceof Inet4Address;
  }

  /** The 16 bytes of an address in a header of IPv6; an IPv4 address is mapped. */
  static byte[] asIpv6(InetAddress address) {
    byte[] bytes = address.getAddress();
    if (bytes.length == IPV6_LENGTH) {
      return bytes;
    }
    byte[] mapped = new byte[IPV6_LENGTH];
    mapped[10] = (byte) 0xFF;
    mapped[11] = (byte) 0xFF;
    System.arraycopy(bytes, 0, mapped, IPV6_LENGTH - IPV4_LENGTH, IPV4_LENGTH);
    return mapped;
  }
}
