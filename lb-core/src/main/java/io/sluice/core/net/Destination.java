package io.sluice.core.net;

import io.netty.channel.unix.DomainSocketAddress;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UnixPath;
import java.net.InetSocketAddress;

/** What a socket to an endpoint is connected to, made once for each endpoint. */
public sealed interface Destination {
  /** Where an endpoint is reached. */
  static Destination of(EndpointAddress address) {
    return switch (address) {
      case EndpointAddress.Network(IpAddress ip, int port) -> new Network(ip.toSocketAddress(port));
      case EndpointAddress.UnixSocket(UnixPath path) ->
          new UnixSocket(new DomainSocketAddress(path.path()));
    };
  }

  /** An address and port. */
  record Network(InetSocketAddress address) implements Destination {}

  /** A unix stream socket of this machine. */
  record UnixSocket(DomainSocketAddress address) implements Destination {}
}
