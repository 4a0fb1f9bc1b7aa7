package io.sluice.core.listener;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.UnixPath;

/** What makes a listener. */
public sealed interface ListenerAddress {
  /** What clients speak there. */
  Protocol protocol();

  /** A port of a VIP. */
  record Vip(IpAddress vip, int port, Protocol protocol) implements ListenerAddress {
    /** {@code vip:port/TCP}, IPv6 in brackets. */
    @Override
    public String toString() {
      return vip.withPort(port) + "/" + protocol;
    }
  }

  /** A unix stream socket. */
  record UnixSocket(UnixPath path) implements ListenerAddress {
    @Override
    public Protocol protocol() {
      return Protocol.TCP;
    }

    /** {@code unix:/path}. */
    @Override
    public String toString() {
      return path.toString();
    }
  }
}
