package io.sluice.core.net;

import io.sluice.config.model.SocketSettings.Endpoint;
import io.sluice.config.model.SocketSettings.Source;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** What is set on the sockets to the endpoints of a service port before they connect. */
public final class EndpointOptions {
  private static final int ANY_PORT = 0;

  private EndpointOptions() {}

  /**
   * Sets what the settings ask for.
   *
   * @throws SocketOptionException the kernel does not allow one of them
   */
  public static void setOn(OptionTarget socket, Endpoint settings) throws SocketOptionException {
    KeepaliveOptions.set(socket, settings.keepalive());
    if (settings.mark() != 0) {
      socket.set(TcpOption.MARK, settings.mark());
    }
    if (settings.device() != null) {
      socket.setDevice(settings.device());
    }
    switch (settings.source()) {
      case Source.Own() -> {}
      case Source.Fixed(_) -> socket.set(TcpOption.BIND_ADDRESS_NO_PORT, 1);
      case Source.Client() -> {
        socket.set(TcpOption.TRANSPARENT, 1);
        socket.set(TcpOption.BIND_ADDRESS_NO_PORT, 1);
      }
    }
  }

  /**
   * The first bytes go out with the SYN, if the endpoint has allowed that before; for a socket to
   * which something is written as soon as it is connected. It then counts as connected before the
   * endpoint has answered.
   */
  public static void wishSentWithSyn(OptionTarget socket) {
    try {
      socket.set(TcpOption.FAST_OPEN_CONNECT, 1);
    } catch (SocketOptionException e) {
      // net.ipv4.tcp_fastopen does not allow it: the bytes go behind the handshake.
      assert e.reason() == SocketOptionException.Reason.OTHER : e;
    }
  }

  /**
   * Where a socket is bound before it connects, or null to leave it to the kernel. The port is any
   * that is free for this endpoint: the kernel chooses it when it connects, so that one port serves
   * many endpoints.
   *
   * @param client whose connection it is; one without an address is connected from this machine's
   *     own
   */
  public static @Nullable InetSocketAddress localAddress(
      Source source, ClientAddress client, InetSocketAddress endpoint) {
    return switch (source) {
      case Source.Own() -> null;
      case Source.Fixed(var address) ->
          address.isIpv6() == isIpv6(endpoint) ? address.toSocketAddress(ANY_PORT) : null;
      case Source.Client() ->
          client.isKnown()
              ? new InetSocketAddress(client.toSocketAddress().getAddress(), ANY_PORT)
              : null;
    };
  }

  private static boolean isIpv6(InetSocketAddress address) {
    return address.getAddress() instanceof Inet6Address;
  }
}
