package io.sluice.app.bench;

import io.sluice.config.model.IpAddress;
import java.net.InetSocketAddress;

/** Socket addresses as text. */
final class Targets {
  private Targets() {}

  static String text(InetSocketAddress address) {
    return IpAddress.of(address.getAddress()).withPort(address.getPort());
  }
}
