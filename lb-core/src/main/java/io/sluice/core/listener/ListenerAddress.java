package io.sluice.core.listener;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.UnixPath;

/** What makes a listener. */
public sealed interface ListenerAddress {
  /** What clients speak there. */
  Protocol protocol();

  /** Where, without the protocol. */
  String place();

  /** A port of a VIP. */
  record Vip(IpAddress vip, int port, Protocol protocol) implements ListenerAddress {
    /** {@code vip:port}, IPv6 in brackets. */
    @Override
    public String place() {
      return vip.withPort(port);
    }

    /** {@code vip:port/TCP}. */
    @Override
    public String toString() {
      return place() + "/" + protocol;
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
    public String place() {
      return path.toString();
    }

    @Override
    public String toString() {
      return place();
    }
  }
}
