package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_SHORT;

import java.lang.foreign.MemorySegment;
import java.net.Inet6Address;
import java.net.InetSocketAddress;

/**
 * Socket addresses as the kernel writes them. An address is two longs in network order, an IPv4
 * address the one that maps it into IPv6 (RFC 4291, 2.5.5.2).
 */
final class SocketAddresses {
  private static final long IPV4_PREFIX = 0xffff_0000_0000L;
  private static final long IPV4_MASK = 0xffff_ffffL;
  private static final int PORT_MASK = 0xffff;

  private SocketAddresses() {}

  static boolean isIpv4(long high, long low) {
    return high == 0 && (low & ~IPV4_MASK) == IPV4_PREFIX;
  }

  static long ofIpv4(int address) {
    return IPV4_PREFIX | (address & IPV4_MASK);
  }

  /** Writes an address of the family that it has; answers with its length. */
  static int write(MemorySegment to, long offset, long high, long low, int port, int scope) {
    to.set(Structs.NETWORK_SHORT, offset + Structs.SIN_PORT, (short) port);
    if (isIpv4(high, low)) {
      to.set(JAVA_SHORT, offset, (short) SocketOptions.AF_INET);
      to.set(Structs.NETWORK_INT, offset + Structs.SIN_ADDR, (int) low);
      return Structs.SOCKADDR_IN_BYTES;
    }
    to.set(JAVA_SHORT, offset, (short) SocketOptions.AF_INET6);
    to.set(JAVA_INT, offset + Structs.SIN6_FLOWINFO, 0);
    writeIpv6(to, offset + Structs.SIN6_ADDR, high, low);
    to.set(JAVA_INT, offset + Structs.SIN6_SCOPE_ID, scope);
    return Structs.SOCKADDR_IN6_BYTES;
  }

  /** Writes an address of the family that it has; answers with its length. */
  static int write(MemorySegment to, InetSocketAddress socketAddress) {
    byte[] bytes = socketAddress.getAddress().getAddress();
    to.set(Structs.NETWORK_SHORT, Structs.SIN_PORT, (short) socketAddress.getPort());
    if (socketAddress.getAddress() instanceof Inet6Address ipv6) {
      to.set(JAVA_SHORT, 0, (short) SocketOptions.AF_INET6);
      to.set(JAVA_INT, Structs.SIN6_FLOWINFO, 0);
      MemorySegment.copy(bytes, 0, to, JAVA_BYTE, Structs.SIN6_ADDR, bytes.length);
      to.set(JAVA_INT, Structs.SIN6_SCOPE_ID, ipv6.getScopeId());
      return Structs.SOCKADDR_IN6_BYTES;
    }
    to.set(JAVA_SHORT, 0, (short) SocketOptions.AF_INET);
    MemorySegment.copy(bytes, 0, to, JAVA_BYTE, Structs.SIN_ADDR, bytes.length);
    return Structs.SOCKADDR_IN_BYTES;
  }

  static void writeIpv6(MemorySegment to, long offset, long high, long low) {
    to.set(Structs.NETWORK_LONG, offset, high);
    to.set(Structs.NETWORK_LONG, offset + Long.BYTES, low);
  }

  static boolean isIpv6(MemorySegment from, long offset) {
    return from.get(JAVA_SHORT, offset) == SocketOptions.AF_INET6;
  }

  static long high(MemorySegment from, long offset) {
    return isIpv6(from, offset) ? from.get(Structs.NETWORK_LONG, offset + Structs.SIN6_ADDR) : 0;
  }

  static long low(MemorySegment from, long offset) {
    return isIpv6(from, offset)
        ? from.get(Structs.NETWORK_LONG, offset + Structs.SIN6_ADDR + Long.BYTES)
        : ofIpv4(from.get(Structs.NETWORK_INT, offset + Structs.SIN_ADDR));
  }

  static int port(MemorySegment from, long offset) {
    return from.get(Structs.NETWORK_SHORT, offset + Structs.SIN_PORT) & PORT_MASK;
  }

  static int scope(MemorySegment from, long offset) {
    return isIpv6(from, offset) ? from.get(JAVA_INT, offset + Structs.SIN6_SCOPE_ID) : 0;
  }
}
