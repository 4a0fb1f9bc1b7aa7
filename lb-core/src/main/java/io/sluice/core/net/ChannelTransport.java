package io.sluice.core.net;

import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.socket.SocketChannel;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import io.sluice.config.model.Transport;
import java.net.StandardSocketOptions;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How event loops talk to the kernel: the one switch between Netty's transports. */
public enum ChannelTransport {
  /** Linux io_uring. */
  IO_URING(Transport.IO_URING) {
    @Override
    public @Nullable Throwable unavailabilityCause() {
      return IoUring.unavailabilityCause();
    }

    @Override
    public IoHandlerFactory newIoHandlerFactory() {
      return TurnHandler.around(IoUringIoHandler.newFactory());
    }

    @Override
    public ServerChannel newServerChannel() {
      return new IoUringServerSocketChannel();
    }

    @Override
    public SocketChannel newSocketChannel() {
      return new IoUringSocketChannel();
    }
  },
  /** Linux epoll. */
  EPOLL(Transport.EPOLL) {
    @Override
    public @Nullable Throwable unavailabilityCause() {
      return Epoll.unavailabilityCause();
    }

    @Override
    public IoHandlerFactory newIoHandlerFactory() {
      return TurnHandler.around(LastingEpollHandler.newFactory());
    }

    @Override
    public ServerChannel newServerChannel() {
      return new EpollServerSocketChannel();
    }

    @Override
    public SocketChannel newSocketChannel() {
      return new EpollSocketChannel();
    }

    @Override
    public boolean hasUnixSockets() {
      return true;
    }

    @Override
    public ServerChannel newUnixServerChannel() {
      return new EpollServerDomainSocketChannel();
    }

    @Override
    public DuplexChannel newUnixChannel() {
      return new EpollDomainSocketChannel();
    }
  },
  /** The JDK's own selector. */
  NIO(Transport.NIO) {
    @Override
    public @Nullable Throwable unavailabilityCause() {
      return null;
    }

    @Override
    public IoHandlerFactory newIoHandlerFactory() {
      return TurnHandler.around(NioIoHandler.newFactory());
    }

    @Override
    public ServerChannel newServerChannel() {
      return new NioServerSocketChannel();
    }

    @Override
    public SocketChannel newSocketChannel() {
      return new NioSocketChannel();
    }

    @Override
    public ChannelOption<Boolean> reusePort() {
      return NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
    }
  };

  /*
   * Netty polls a socket's readability with one edge-triggered multishot poll. A reset that arrives
   * while reads are paused raises its edge then, and Netty forgets it when it has taken the bytes
   * before it: after resuming nothing ever tells of the reset, and the connection stays (seen with
   * 4.2.18 on Linux 6.18). With one-shot polls every resumed read asks the kernel anew. The
   * property is read once, when Netty's io_uring classes are first used, which is here.
   */
  private static final String MULTISHOT_POLL = "io.netty.iouring.pollAddMultishotEnabled";

  /*
   * A multishot accept takes every client that comes into the event loop's one queue of
   * completions, and while one listener is flooded whatever else the loop has to do waits behind
   * thousands of them. One at a time, they wait in the kernel's queue and each turn of the loop
   * accepts one.
   */
  private static final String MULTISHOT_ACCEPT = "io.netty.iouring.acceptMultiShotEnabled";

  static {
    for (String property : List.of(MULTISHOT_POLL, MULTISHOT_ACCEPT)) {
      if (System.getProperty(property) == null) {
        System.setProperty(property, "false");
      }
    }
  }

  private final Transport transport;

  ChannelTransport(Transport transport) {
    this.transport = transport;
  }

  /** Why this machine does not have it, or null when it does. */
  public abstract @Nullable Throwable unavailabilityCause();

  /** Makes the part of an event loop that waits for the kernel. */
  public abstract IoHandlerFactory newIoHandlerFactory();

  /** A listening socket, not yet bound. */
  public abstract ServerChannel newServerChannel();

  /** A socket, not yet connected. */
  public abstract SocketChannel newSocketChannel();

  /** Whether its relays are joined by descriptor, see {@code io.sluice.core.net.stream}. */
  public boolean hasStreams() {
    return this != NIO;
  }

  /**
   * A channel for an open, connected socket, which it takes charge of; not yet registered. Only
   * where there are streams.
   */
  public DuplexChannel adopt(int descriptor, boolean isUnix) {
    return switch (this) {
      case EPOLL ->
          isUnix ? new EpollDomainSocketChannel(descriptor) : new EpollSocketChannel(descriptor);
      case IO_URING -> UringAdoption.adopt(descriptor);
      case NIO -> throw new UnsupportedOperationException(label() + " has no descriptors");
    };
  }

  /** Whether it has unix sockets on which one direction can end before the other. */
  public boolean hasUnixSockets() {
    return false;
  }

  /** A listening unix socket, not yet bound; only where there are unix sockets. */
  public ServerChannel newUnixServerChannel() {
    throw new UnsupportedOperationException(label() + " has no unix sockets");
  }

  /** A unix socket, not yet connected; only where there are unix sockets. */
  public DuplexChannel newUnixChannel() {
    throw new UnsupportedOperationException(label() + " has no unix sockets");
  }

  /** The option that lets several sockets listen on one address. */
  public ChannelOption<Boolean> reusePort() {
    return UnixChannelOption.SO_REUSEPORT;
  }

  /** The word in the configuration and in the log. */
  public String label() {
    return transport.label();
  }
}
