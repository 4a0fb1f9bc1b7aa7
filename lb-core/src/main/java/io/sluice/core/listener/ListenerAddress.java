package io.sluice.core.listener;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;

/** What makes a listener: VIP, port and protocol. */
public record ListenerAddress(IpAddress vip, int port, Protocol protocol) {
  /** {@code vip:port}, IPv6 in brackets. */
  public String hostAndPort() {
    return vip.withPort(port);
  }

  /** {@code vip:port/TCP}. */
  @Override
  public String toString() {
    return hostAndPort() + "/" + protocol;
  }
}
