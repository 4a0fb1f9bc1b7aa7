package io.sluice.config.model;

import org.jspecify.annotations.Nullable;

/**
 * A range of addresses of one family, such as {@code 10.0.0.0/8}.
 *
 * @param network its bits behind the prefix do not count
 * @param prefixLength 0, the whole family, to 32 or 128, one address
 */
public record IpRange(IpAddress network, int prefixLength) {
  /** Bits in front of an IPv4 address that is written as an IPv6 one (RFC 4291, 2.5.5.2). */
  private static final int MAPPED_BITS = 96;

  /**
   * The range that the text spells, or null when it spells none; a lone address is a range. One
   * within {@code ::ffff:0:0/96} is that of the IPv4 addresses.
   */
  public static @Nullable IpRange tryParse(String text) {
    int slash = text.indexOf('/');
    String address = slash < 0 ? text : text.substring(0, slash);
    IpAddress network = IpAddress.tryParse(address);
    if (network == null) {
      return null;
    }
    int longest = network.isIpv6() ? 128 : 32;
    if (slash < 0) {
      return new IpRange(network, longest);
    }
    int aside = !network.isIpv6() && address.indexOf(':') >= 0 ? MAPPED_BITS : 0;
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}")) {
      return null;
    }
    int length = Integer.parseInt(digits) - aside;
    return length < 0 || length > longest ? null : new IpRange(network, length);
  }

  /** {@code network/length}. */
  @Override
  public String toString() {
    return network + "/" + prefixLength;
  }
}
