package io.sluice.config.model;

import org.jspecify.annotations.Nullable;

/**
 * A range of addresses of one family, such as {@code 10.0.0.0/8}.
 *
 * @param network its bits behind the prefix do not count
 * @param prefixLength 0, the whole family, to 32 or 128, one address
 */
public record IpRange(IpAddress network, int prefixLength) {
  /** The range that the text spells, or null when it spells none; a lone address is a range. */
  public static @Nullable IpRange tryParse(String text) {
    int slash = text.indexOf('/');
    IpAddress network = IpAddress.tryParse(slash < 0 ? text : text.substring(0, slash));
    if (network == null) {
      return null;
    }
    int longest = network.isIpv6() ? 128 : 32;
    if (slash < 0) {
      return new IpRange(network, longest);
    }
    String digits = text.substring(slash + 1);
    if (!digits.matches("0|[1-9][0-9]{0,2}") || Integer.parseInt(digits) > longest) {
      return null;
    }
    return new IpRange(network, Integer.parseInt(digits));
  }

  /** {@code network/length}. */
  @Override
  public String toString() {
    return network + "/" + prefixLength;
  }
}
