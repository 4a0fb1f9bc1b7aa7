package io.sluice.core.net;

import io.sluice.config.model.IpRange;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** A set of address ranges, built once. Asking takes a binary search and allocates nothing. */
public final class AddressRanges {
  /*
   * Ranges of prefixes either lie within one another or apart. Those within another are left out;
   * what remains, sorted, has at most one candidate for an address: the last that does not begin
   * behind it. IPv4 addresses are those of ::ffff:0:0/96, which no IPv6 range may catch by being
   * wide, so each family has a list of its own. Words are compared as unsigned numbers.
   */
  private final Family ipv4;
  private final Family ipv6;

  /** The union of the ranges. */
  public AddressRanges(List<IpRange> ranges) {
    ipv4 = Family.of(ranges.stream().filter(range -> !range.network().isIpv6()).toList());
    ipv6 = Family.of(ranges.stream().filter(range -> range.network().isIpv6()).toList());
  }

  /** Whether the client's address is in one of the ranges. */
  public boolean contains(ClientAddress client) {
    return contains(client.high(), client.low());
  }

  /** The same for an address as two longs in network order, an IPv4 one mapped into IPv6. */
  public boolean contains(long high, long low) {
    return (ClientAddress.isIpv4(high, low) ? ipv4 : ipv6).contains(high, low);
  }

  /** Whether there is no range at all. */
  public boolean isEmpty() {
    return ipv4.size() + ipv6.size() == 0;
  }

  /** A range as first and last address. */
  private record Interval(long firstHigh, long firstLow, long lastHigh, long lastLow) {
    static Interval of(IpRange range) {
      int length = range.network().isIpv6() ? range.prefixLength() : 96 + range.prefixLength();
      long hostHigh = hostBits(length);
      long hostLow = hostBits(length - Long.SIZE);
      long high = range.network().high();
      long low = range.network().low();
      return new Interval(high & ~hostHigh, low & ~hostLow, high | hostHigh, low | hostLow);
    }

    /** The bits of a word behind that many leading ones. */
    private static long hostBits(int prefix) {
      return prefix <= 0 ? -1L : prefix >= Long.SIZE ? 0 : -1L >>> prefix;
    }

    boolean contains(Interval other) {
      return compare(firstHigh, firstLow, other.firstHigh, other.firstLow) <= 0
          && compare(other.lastHigh, other.lastLow, lastHigh, lastLow) <= 0;
    }

    /** By the first address; of those that begin together the widest first. */
    static int inOrder(Interval a, Interval b) {
      int byFirst = compare(a.firstHigh, a.firstLow, b.firstHigh, b.firstLow);
      return byFirst == 0 ? compare(b.lastHigh, b.lastLow, a.lastHigh, a.lastLow) : byFirst;
    }
  }

  /** The ranges of one address family. */
  private static final class Family {
    private final long[] firstHigh;
    private final long[] firstLow;
    private final long[] lastHigh;
    private final long[] lastLow;

    private Family(List<Interval> apart) {
      firstHigh = apart.stream().mapToLong(Interval::firstHigh).toArray();
      firstLow = apart.stream().mapToLong(Interval::firstLow).toArray();
      lastHigh = apart.stream().mapToLong(Interval::lastHigh).toArray();
      lastLow = apart.stream().mapToLong(Interval::lastLow).toArray();
    }

    static Family of(List<IpRange> ranges) {
      List<Interval> apart = new ArrayList<>();
      Comparator<Interval> order = Interval::inOrder;
      for (Interval next : ranges.stream().map(Interval::of).sorted(order).toList()) {
        if (apart.isEmpty() || !apart.getLast().contains(next)) {
          apart.add(next);
        }
      }
      return new Family(apart);
    }

    int size() {
      return firstHigh.length;
    }

    boolean contains(long high, long low) {
      int from = 0;
      int to = size();
      while (from < to) {
        int middle = (from + to) >>> 1;
        if (compare(firstHigh[middle], firstLow[middle], high, low) <= 0) {
          from = middle + 1;
        } else {
          to = middle;
        }
      }
      return from > 0 && compare(high, low, lastHigh[from - 1], lastLow[from - 1]) <= 0;
    }
  }

  private static int compare(long aHigh, long aLow, long bHigh, long bLow) {
    int byHigh = Long.compareUnsigned(aHigh, bHigh);
    return byHigh == 0 ? Long.compareUnsigned(aLow, bLow) : byHigh;
  }
}
