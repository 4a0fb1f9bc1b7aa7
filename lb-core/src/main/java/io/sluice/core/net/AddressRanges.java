package io.sluice.core.net;

import io.sluice.config.model.IpRange;
import java.util.List;

/** Whether an address is in one of some ranges. */
public final class AddressRanges {
  private static final int IPV6_BITS = 128;
  private static final int IPV4_BITS = 32;

  private AddressRanges() {}

  /** Whether any of the ranges holds the address; an IPv6 range holds no IPv4 address. */
  public static boolean contain(List<IpRange> ranges, ClientAddress address) {
    for (int i = 0; i < ranges.size(); i++) {
      if (contains(ranges.get(i), address)) {
        return true;
      }
    }
    return false;
  }

  private static boolean contains(IpRange range, ClientAddress address) {
    boolean isIpv6 = range.network().isIpv6();
    if (isIpv6 == address.isIpv4()) {
      return false;
    }
    int fixed = range.prefixLength() + (isIpv6 ? 0 : IPV6_BITS - IPV4_BITS);
    long differentHigh = range.network().high() ^ address.high();
    long differentLow = range.network().low() ^ address.low();
    return (differentHigh & firstBits(fixed)) == 0
        && (differentLow & firstBits(fixed - Long.SIZE)) == 0;
  }

  /** A mask of the first bits; none when there are less than one, all from 64 on. */
  private static long firstBits(int count) {
    return count <= 0 ? 0 : -1L << Math.max(0, Long.SIZE - count);
  }
}
