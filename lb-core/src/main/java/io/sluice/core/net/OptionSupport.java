package io.sluice.core.net;

import io.netty.channel.socket.DuplexChannel;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.SocketSettings;
import io.sluice.config.model.SocketSettings.Endpoint;
import io.sluice.config.model.SocketSettings.Keepalive;
import io.sluice.config.model.SocketSettings.Listening;
import io.sluice.config.model.SocketSettings.Source;
import java.util.ArrayList;
import java.util.List;

/**
 * Which configured socket options the sockets of a protocol or a transport do not have.
 *
 * @param refused keys without which traffic would take another way, or come from somebody else,
 *     than was asked for: not to be served without
 * @param ignored keys without which everything works, only not as well
 */
public record OptionSupport(List<String> refused, List<String> ignored) {
  public OptionSupport {
    refused = List.copyOf(refused);
    ignored = List.copyOf(ignored);
  }

  /** What a service port cannot have. */
  public static OptionSupport of(
      ChannelTransport transport, Protocol protocol, SocketSettings settings) {
    return protocol == Protocol.UDP ? ofUdp(settings) : ofTcp(transport, settings);
  }

  /** UDP sockets are plain ones; what concerns connections only does not concern them. */
  private static OptionSupport ofUdp(SocketSettings settings) {
    List<String> refused = new ArrayList<>();
    Listening listening = settings.listening();
    Endpoint endpoint = settings.endpoint();
    add(listening.device() != null, "listening.device", refused);
    add(listening.mark() != 0, "listening.mark", refused);
    add(listening.freebind(), "listening.freebind", refused);
    add(endpoint.device() != null, "endpointSockets.device", refused);
    add(endpoint.mark() != 0, "endpointSockets.mark", refused);
    add(!(endpoint.source() instanceof Source.Own), "sourceAddress", refused);
    return new OptionSupport(refused, List.of());
  }

  /** Linux's own transports set everything, the JDK's sockets a part. */
  private static OptionSupport ofTcp(ChannelTransport transport, SocketSettings settings) {
    if (transport != ChannelTransport.NIO) {
      return new OptionSupport(List.of(), List.of());
    }
    List<String> refused = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Listening listening = settings.listening();
    add(listening.device() != null, "listening.device", refused);
    add(listening.mark() != 0, "listening.mark", refused);
    add(listening.freebind(), "listening.freebind", ignored);
    add(listening.fastOpen() > 0, "listening.fastOpen", ignored);
    add(!listening.deferAccept().isZero(), "listening.deferAccept", ignored);
    add(hasUserTimeout(settings.client()), "clientKeepalive.userTimeout", ignored);
    Endpoint endpoint = settings.endpoint();
    add(endpoint.device() != null, "endpointSockets.device", refused);
    add(endpoint.mark() != 0, "endpointSockets.mark", refused);
    add(endpoint.source() instanceof Source.Client, "sourceAddress: Client", refused);
    add(endpoint.fastOpen(), "endpointSockets.fastOpen", ignored);
    add(hasUserTimeout(endpoint.keepalive()), "endpointKeepalive.userTimeout", ignored);
    return new OptionSupport(refused, ignored);
  }

  /**
   * Tries the options of the sockets to endpoints on one that goes nowhere.
   *
   * @throws SocketOptionException the kernel does not allow one of them
   */
  public static void tryOut(ChannelTransport transport, Endpoint settings)
      throws SocketOptionException {
    DuplexChannel channel = transport.newSocketChannel();
    try {
      EndpointOptions.setOn(new OptionTarget.OfChannel(channel), settings);
    } finally {
      channel.unsafe().closeForcibly();
    }
  }

  private static boolean hasUserTimeout(Keepalive keepalive) {
    return !keepalive.userTimeout().isZero();
  }

  private static void add(boolean isConfigured, String key, List<String> to) {
    if (isConfigured) {
      to.add(key);
    }
  }
}
