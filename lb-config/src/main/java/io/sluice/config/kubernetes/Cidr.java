package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.yaml.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * A range of addresses.
 *
 * @param prefixLength 0, the whole family, to 32 or 128, one address
 */
record Cidr(IpAddress address, int prefixLength) {
  /** The range that the text spells, which may have blanks around it; null when it spells none. */
  static @Nullable Cidr tryParse(String text) {
    String range = text.strip();
    int slash = range.indexOf('/');
    IpAddress address = slash < 0 ? null : IpAddress.tryParse(range.substring(0, slash));
    if (address == null) {
      return null;
    }
    int longest = address.isIpv6() ? 128 : 32;
    Integer length = Numbers.parseInteger(range.substring(slash + 1), 0, longest);
    return length == null ? null : new Cidr(address, length);
  }

  /** Whether every address of the family is in the range. */
  boolean isWholeFamily(IpFamily family) {
    return prefixLength == 0 && IpFamily.of(address) == family;
  }
}
