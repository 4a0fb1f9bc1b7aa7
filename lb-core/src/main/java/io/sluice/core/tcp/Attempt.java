package io.sluice.core.tcp;

import io.netty.channel.ChannelException;
import io.netty.channel.socket.DuplexChannel;
import io.sluice.config.model.SocketSettings;
import io.sluice.core.net.Destination;
import io.sluice.core.net.EndpointOptions;
import io.sluice.core.net.OptionTarget;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.StreamSockets;
import io.sluice.core.service.ServiceSnapshot;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/**
 * What there is to know of an attempt to connect to an endpoint, whatever is connected.
 *
 * @param from where the connection comes from, or null to leave it to the kernel
 * @param isSentWithSyn the first bytes may go out with the SYN
 */
record Attempt(
    ServiceSnapshot snapshot,
    Destination destination,
    @Nullable InetSocketAddress from,
    boolean isSentWithSyn) {

  /**
   * A channel with its options, not yet registered.
   *
   * @throws SocketOptionException the kernel does not allow what is configured, any more
   * @throws ChannelException no descriptor is left
   */
  DuplexChannel openChannel(RelayLoop loop) throws SocketOptionException {
    DuplexChannel channel = loop.newEndpointChannel(snapshot, destination);
    if (isSentWithSyn) {
      EndpointOptions.wishSentWithSyn(new OptionTarget.OfChannel(channel));
    }
    return channel;
  }

  /** A socket with its options: the descriptor, or the negative {@link Errno}. */
  int open(StreamSockets sockets) {
    return switch (destination) {
      case Destination.Network(InetSocketAddress to) -> {
        int descriptor = sockets.openTcp(to);
        if (descriptor >= 0) {
          sockets.sendAtOnce(descriptor);
          yield setOptions(sockets, descriptor);
        }
        yield descriptor;
      }
      case Destination.UnixSocket _ -> sockets.openUnix();
    };
  }

  private int setOptions(StreamSockets sockets, int descriptor) {
    SocketSettings.Endpoint settings = snapshot.traffic().sockets().endpoint();
    if (settings.equals(SocketSettings.DEFAULT.endpoint()) && !isSentWithSyn) {
      return descriptor;
    }
    OptionTarget socket = new OptionTarget.OfDescriptor(sockets, descriptor);
    try {
      EndpointOptions.setOn(socket, settings);
    } catch (SocketOptionException e) {
      sockets.close(descriptor);
      return -Errno.EINVAL;
    }
    if (isSentWithSyn) {
      EndpointOptions.wishSentWithSyn(socket);
    }
    return descriptor;
  }

  /** Begins to connect; 0 when that is done at once, else the negative {@link Errno}. */
  int connect(StreamSockets sockets, int descriptor) {
    return switch (destination) {
      case Destination.Network(InetSocketAddress to) -> {
        int bound = from == null ? 0 : sockets.bind(descriptor, from);
        yield bound < 0 ? bound : sockets.connect(descriptor, to);
      }
      case Destination.UnixSocket(var to) -> sockets.connectUnix(descriptor, to.path());
    };
  }
}
