package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowKeyTest {
  /** F95: nobody can be answered there, or too many. */
  @ParameterizedTest
  @ValueSource(
      strings = {"0.0.0.0", "255.255.255.255", "224.0.0.1", "239.255.255.250", "::", "ff02::1"})
  void sourceThatIsNoSingleClientIsNotAnswerable(String address) {
    assertThat(from(address, 53).isAnswerable()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.1", "240.0.0.1", "223.255.255.255", "::1", "fe80::1", "2001::"})
  void sourceOfOneClientIsAnswerableFromEveryPortButZero(String address) {
    assertThat(from(address, 1).isAnswerable()).isTrue();
    assertThat(from(address, 65_535).isAnswerable()).isTrue();
    assertThat(from(address, 0).isAnswerable()).isFalse(); // F95
  }

  @Test
  void ipv4IsIpv4MappedIpv6() {
    IpAddress address = IpAddress.parse("203.0.113.7");
    FlowKey flow = new FlowKey().fromIpv4(0xcb00_7107, 53).toIpv4(0xcb00_7107, 1);
    assertThat(flow.clientHigh()).isEqualTo(address.high());
    assertThat(flow.clientLow()).isEqualTo(address.low());
    assertThat(flow.isSameAs(from("203.0.113.7", 53).toIpv4(0xcb00_7107, 1))).isTrue();
    assertThat(flow.isClientIpv4() && flow.isLocalIpv4()).isTrue();
    assertThat(from("::203.0.113.7", 53).isClientIpv4()).isFalse();
  }

  @Test
  void eachPartTellsFlowsApart() {
    FlowKey flow = new FlowKey().fromIpv6(1, 2, 3, 4).toIpv6(5, 6, 7);
    FlowKey other = new FlowKey();
    other.copyFrom(flow);
    assertThat(other.isSameAs(flow)).isTrue();
    assertThat(other.fromIpv6(9, 2, 3, 4).isSameAs(flow)).isFalse();
    assertThat(other.fromIpv6(1, 9, 3, 4).isSameAs(flow)).isFalse();
    assertThat(other.fromIpv6(1, 2, 9, 4).isSameAs(flow)).isFalse();
    assertThat(other.fromIpv6(1, 2, 3, 9).isSameAs(flow)).isFalse();
    other.copyFrom(flow);
    assertThat(other.toIpv6(9, 6, 7).isSameAs(flow)).isFalse();
    assertThat(other.toIpv6(5, 9, 7).isSameAs(flow)).isFalse();
    assertThat(other.toIpv6(5, 6, 9).isSameAs(flow)).isFalse();
  }

  private static FlowKey from(String address, int port) {
    IpAddress ip = IpAddress.parse(address);
    return new FlowKey().fromIpv6(ip.high(), ip.low(), port, 0);
  }
}
