package io.sluice.config.model;

import java.util.Comparator;

/** Where an endpoint is reached. */
public sealed interface EndpointAddress {
  /** By host, then by port. */
  Comparator<EndpointAddress> ORDER =
      Comparator.comparing(EndpointAddress::host).thenComparingInt(EndpointAddress::port);

  /** What the ports of one endpoint have in common: an IP address, or {@code unix:/path}. */
  String host();

  /** 1 to 65535; 0 for a unix socket, which has none. */
  int port();

  /** Whether a VIP of that family leads here: its own family, and unix sockets, which have none. */
  boolean isFor(boolean isIpv6Vip);

  /**
   * A port of a host.
   *
   * @param port 1 to 65535
   */
  record Network(IpAddress ip, int port) implements EndpointAddress {
    @Override
    public String host() {
      return ip.toString();
    }

    @Override
    public boolean isFor(boolean isIpv6Vip) {
      return ip.isIpv6() == isIpv6Vip;
    }

    /** {@code address:port}, IPv6 in brackets. */
    @Override
    public String toString() {
      return ip.withPort(port);
    }
  }

  /** A unix stream socket of this machine. */
  record UnixSocket(UnixPath path) implements EndpointAddress {
    @Override
    public String host() {
      return path.toString();
    }

    @Override
    public int port() {
      return 0;
    }

    @Override
    public boolean isFor(boolean isIpv6Vip) {
      return true;
    }

    /** {@code unix:/path}. */
    @Override
    public String toString() {
      return path.toString();
    }
  }
}
