package io.sluice.config.model;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An IPv4 or IPv6 address in canonical form; equal addresses are equal however they were written.
 *
 * <p>Parsing is strict: four decimal numbers without leading zeros for IPv4, RFC 4291 text for
 * IPv6. An IPv4-mapped IPv6 address is the IPv4 address. Text is that of RFC 5952.
 */
public final class IpAddress implements Comparable<IpAddress> {
  private static final Pattern IPV4 =
      Pattern.compile(
          "(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])"
              + "(\\.(25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])){3}");
  private static final Pattern IPV6 =
      Pattern.compile("[0-9A-Fa-f:]*:[0-9A-Fa-f:.]*(%[A-Za-z0-9_.\\-]+)?");

  /** What comes before the 32 bits of an IPv4 address in the lower half. */
  private static final long IPV4_MAPPED = 0xffffL << 32;

  private final InetAddress address;
  private final String text;

  private IpAddress(InetAddress address, String text) {
    this.address = address;
    this.text = text;
  }

  /** The address that the text spells, or null when it spells none. Never asks a name server. */
  public static @Nullable IpAddress tryParse(String text) {
    boolean isIpv4 = IPV4.matcher(text).matches();
    if (!isIpv4 && !IPV6.matcher(text).matches()) {
      return null;
    }
    try {
      return of(InetAddress.ofLiteral(text));
    } catch (IllegalArgumentException e) {
      return null;
    }
  }

  /**
   * The address that the text spells.
   *
   * @throws IllegalArgumentException when it spells none
   */
  public static IpAddress parse(String text) {
    IpAddress address = tryParse(text);
    if (address == null) {
      throw new IllegalArgumentException(text + " is not an IP address");
    }
    return address;
  }

  /** The same address as a value of ours. */
  public static IpAddress of(InetAddress address) {
    return new IpAddress(address, canonicalText(address));
  }

  /** The same address as a value of the JDK's. */
  public InetAddress toInetAddress() {
    return address;
  }

  /** The socket address of a port here. */
  public InetSocketAddress toSocketAddress(int port) {
    return new InetSocketAddress(address, port);
  }

  /** Whether this is an IPv6 address. */
  public boolean isIpv6() {
    return address instanceof Inet6Address;
  }

  /** Whether this is {@code 0.0.0.0} or {@code ::}, which stand for every address of a machine. */
  public boolean isUnspecified() {
    return address.isAnyLocalAddress();
  }

  /** Whether this is an address of the machine itself, in 127.0.0.0/8 or {@code ::1}. */
  public boolean isLoopback() {
    return address.isLoopbackAddress();
  }

  /** Whether this address exists on each link anew, in 169.254.0.0/16 or fe80::/10. */
  public boolean isLinkLocal() {
    return address.isLinkLocalAddress();
  }

  /** Whether this address stands for a group of hosts. */
  public boolean isMulticast() {
    return address.isMulticastAddress();
  }

  /** The upper 64 bits as IPv6; an IPv4 address counts as IPv4-mapped (RFC 4291, 2.5.5.2). */
  public long high() {
    return isIpv6() ? bits(address.getAddress(), 0, Long.BYTES) : 0;
  }

  /** The lower 64 bits as IPv6; an IPv4 address counts as IPv4-mapped. */
  public long low() {
    byte[] bytes = address.getAddress();
    return isIpv6()
        ? bits(bytes, Long.BYTES, Long.BYTES)
        : IPV4_MAPPED | bits(bytes, 0, bytes.length);
  }

  private static long bits(byte[] bytes, int from, int count) {
    long bits = 0;
    for (int i = from; i < from + count; i++) {
      bits = bits << 8 | (bytes[i] & 0xff);
    }
    return bits;
  }

  /** {@code address:port}, IPv6 in brackets. */
  public String withPort(int port) {
    return isIpv6() ? "[" + text + "]:" + port : text + ":" + port;
  }

  @Override
  public int compareTo(IpAddress other) {
    return text.compareTo(other.text);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof IpAddress that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /** The canonical text, without brackets. */
  @Override
  public String toString() {
    return text;
  }

  private static String canonicalText(InetAddress address) {
    return address instanceof Inet6Address ipv6 ? canonicalText(ipv6) : address.getHostAddress();
  }

  /**
   * RFC 5952: lower case, no leading zeros, the longest run of at least two zero groups as "::".
   */
  private static String canonicalText(Inet6Address address) {
    byte[] bytes = address.getAddress();
    int[] groups = new int[8];
    for (int i = 0; i < 8; i++) {
      groups[i] = ((bytes[2 * i] & 0xff) << 8) | (bytes[2 * i + 1] & 0xff);
    }
    int runStart = -1;
    int runLength = 1;
    for (int i = 0; i < 8; i++) {
      int end = i;
      while (end < 8 && groups[end] == 0) {
        end++;
      }
      if (end - i > runLength) {
        runStart = i;
        runLength = end - i;
      }
      i = Math.max(i, end - 1);
    }
    StringBuilder text = new StringBuilder(39);
    for (int i = 0; i < 8; i++) {
      if (i == runStart) {
        text.append("::");
        i += runLength - 1;
        continue;
      }
      if (!text.isEmpty() && text.charAt(text.length() - 1) != ':') {
        text.append(':');
      }
      text.append(Integer.toHexString(groups[i]));
    }
    String host = address.getHostAddress();
    int scope = host.indexOf('%');
    return scope < 0 ? text.toString() : text + host.substring(scope);
  }
}
