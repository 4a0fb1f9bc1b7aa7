package io.sluice.core.net;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class AddressRangesPropertyTest {
  /** Every answer equals that of comparing bit by bit with each range. */
  @Property(tries = 200)
  void everyAnswerIsThatOfTheRangesOneByOne(@ForAll long seed) {
    Random random = new Random(seed);
    List<IpRange> ranges = new ArrayList<>();
    for (int i = random.nextInt(40); i > 0; i--) {
      ranges.add(range(random));
    }
    AddressRanges compiled = new AddressRanges(ranges);
    for (int i = 0; i < 200; i++) {
      IpAddress address = address(random);
      boolean expected = ranges.stream().anyMatch(range -> isWithin(address, range));
      assertThat(compiled.contains(client(address)))
          .as("%s in %s", address, ranges)
          .isEqualTo(expected);
    }
  }

  @Test
  void edgesOfARangeBelongToIt() {
    AddressRanges ranges = ranges("10.1.0.0/16", "2001:db8::/63", "192.0.2.7");
    assertThat(ranges.contains(client("10.1.0.0"))).isTrue();
    assertThat(ranges.contains(client("10.1.255.255"))).isTrue();
    assertThat(ranges.contains(client("10.0.255.255"))).isFalse();
    assertThat(ranges.contains(client("10.2.0.0"))).isFalse();
    assertThat(ranges.contains(client("2001:db8:0:1:ffff:ffff:ffff:ffff"))).isTrue();
    assertThat(ranges.contains(client("2001:db8:0:2::"))).isFalse();
    assertThat(ranges.contains(client("192.0.2.7"))).isTrue();
    assertThat(ranges.contains(client("192.0.2.8"))).isFalse();
  }

  @Test
  void wholeFamilyIsNotTheOtherOne() {
    assertThat(ranges("::/0").contains(client("10.0.0.1"))).isFalse();
    assertThat(ranges("::/0").contains(client("fe80::1"))).isTrue();
    assertThat(ranges("0.0.0.0/0").contains(client("255.255.255.255"))).isTrue();
    assertThat(ranges("0.0.0.0/0").contains(client("::1"))).isFalse();
  }

  @Test
  void noRangeContainsNobody() {
    assertThat(ranges().isEmpty()).isTrue();
    assertThat(ranges().contains(client("10.0.0.1"))).isFalse();
  }

  private static AddressRanges ranges(String... texts) {
    List<IpRange> ranges = new ArrayList<>();
    for (String text : texts) {
      ranges.add(requireNonNull(IpRange.tryParse(text)));
    }
    return new AddressRanges(ranges);
  }

  private static ClientAddress client(String text) {
    return client(IpAddress.parse(text));
  }

  private static ClientAddress client(IpAddress address) {
    return ClientAddress.of(new InetSocketAddress(address.toInetAddress(), 1));
  }

  /** Few different bits, so that ranges and addresses meet. */
  private static IpAddress address(Random random) {
    byte[] bytes = new byte[random.nextBoolean() ? 4 : 16];
    bytes[0] = 10;
    bytes[1] = (byte) random.nextInt(-2, 2);
    bytes[bytes.length / 2] = (byte) random.nextInt(-2, 2);
    bytes[bytes.length - 1] = (byte) random.nextInt(-2, 2);
    try {
      return IpAddress.of(InetAddress.getByAddress(bytes));
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  private static IpRange range(Random random) {
    IpAddress network = address(random);
    return new IpRange(network, random.nextInt(network.isIpv6() ? 129 : 33));
  }

  private static boolean isWithin(IpAddress address, IpRange range) {
    if (address.isIpv6() != range.network().isIpv6()) {
      return false;
    }
    byte[] one = address.toInetAddress().getAddress();
    byte[] other = range.network().toInetAddress().getAddress();
    for (int bit = 0; bit < range.prefixLength(); bit++) {
      int mask = 0x80 >>> bit % 8;
      if ((one[bit / 8] & mask) != (other[bit / 8] & mask)) {
        return false;
      }
    }
    return true;
  }
}
