package io.sluice.app.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpAddress;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;

/** Where connections leave from. */
final class SourcesTest {
  @Test
  void kernelChoosesWhileOneAddressHasPortsEnough() {
    Sources sources = new Sources(at("127.0.0.1"), 20_000);
    assertThat(sources.of(0).getAddress().isAnyLocalAddress()).isTrue();
    assertThat(sources.of(19_999).getAddress().isAnyLocalAddress()).isTrue();
  }

  @Test
  void moreConnectionsToLoopbackLeaveFromMoreAddresses() {
    Sources sources = new Sources(at("127.0.0.1"), 100_000);
    assertThat(sources.of(0).getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(sources.of(19_999).getAddress().getHostAddress()).isEqualTo("127.0.0.1");
    assertThat(sources.of(20_000).getAddress().getHostAddress()).isEqualTo("127.0.0.2");
    assertThat(sources.of(99_999).getAddress().getHostAddress()).isEqualTo("127.0.0.5");
  }

  @Test
  void elsewhereThereIsOneAddressToLeaveFrom() {
    Sources sources = new Sources(at("::1"), 100_000);
    assertThat(sources.of(99_999).getAddress().isAnyLocalAddress()).isTrue();
  }

  private static InetSocketAddress at(String address) {
    return IpAddress.parse(address).toSocketAddress(80);
  }
}
