package io.sluice.app.admin;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.core.net.UnixSocketFile;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The listening side of the admin HTTP. Threads: one event loop of its own. */
public final class AdminServer implements AutoCloseable {
  private final EventLoopGroup eventLoop;
  private final Channel listener;
  private final ListenAddress address;
  private final @Nullable UnixSocketFile file;

  private AdminServer(
      EventLoopGroup eventLoop,
      Channel listener,
      ListenAddress address,
      @Nullable UnixSocketFile file) {
    this.eventLoop = eventLoop;
    this.listener = listener;
    this.address = address;
    this.file = file;
  }

  /**
   * Binds and answers from now on.
   *
   * @param address where; not {@code off}
   * @throws IOException when the address cannot be bound; its message is the system's reason
   */
  public static AdminServer start(ListenAddress address, AdminApi api) throws IOException {
    return start(address, api, AdminConnection.Deadlines.DEFAULT);
  }

  static AdminServer start(
      ListenAddress address, RequestHandler handler, AdminConnection.Deadlines deadlines)
      throws IOException {
    EventLoopGroup eventLoop =
        new MultiThreadIoEventLoopGroup(
            1, new DefaultThreadFactory("sluice-admin", true), NioIoHandler.newFactory());
    ServerBootstrap bootstrap =
        new ServerBootstrap()
            .group(eventLoop)
            .childOption(ChannelOption.AUTO_READ, false)
            .childHandler(new AdminPipeline(handler, deadlines));
    try {
      return switch (address) {
        case ListenAddress.Tcp tcp -> startTcp(bootstrap, eventLoop, tcp);
        case ListenAddress.Unix unix -> startUnix(bootstrap, eventLoop, unix);
        case ListenAddress.Off() -> throw new IllegalArgumentException("nowhere to listen");
      };
    } catch (IOException | RuntimeException e) {
      stop(eventLoop);
      throw e;
    }
  }

  /** Where it listens, with the port that the kernel chose when it was to choose. */
  public ListenAddress address() {
    return address;
  }

  /** Stops listening and closes every connection. */
  @Override
  public void close() {
    listener.close().awaitUninterruptibly();
    if (file != null) {
      file.delete();
    }
    stop(eventLoop);
  }

  private static AdminServer startTcp(
      ServerBootstrap bootstrap, EventLoopGroup eventLoop, ListenAddress.Tcp tcp)
      throws IOException {
    bootstrap.channel(NioServerSocketChannel.class).option(ChannelOption.SO_REUSEADDR, true);
    Channel listener = bound(bootstrap.bind(tcp.address().toSocketAddress(tcp.port())));
    InetSocketAddress local = (InetSocketAddress) listener.localAddress();
    ListenAddress address =
        new ListenAddress.Tcp(IpAddress.of(local.getAddress()), local.getPort());
    return new AdminServer(eventLoop, listener, address, null);
  }

  private static AdminServer startUnix(
      ServerBootstrap bootstrap, EventLoopGroup eventLoop, ListenAddress.Unix unix)
      throws IOException {
    bootstrap.channel(NioServerDomainSocketChannel.class);
    UnixSocketFile file = UnixSocketFile.prepare(Path.of(unix.path()), UnixSocketFile.Access.OWNER);
    try {
      Channel listener = bound(bootstrap.bind(UnixDomainSocketAddress.of(file.bindPath())));
      file.publish();
      return new AdminServer(eventLoop, listener, unix, file);
    } catch (IOException e) {
      file.delete();
      throw e;
    }
  }

  private static Channel bound(ChannelFuture bind) throws IOException {
    bind.awaitUninterruptibly();
    return switch (bind.cause()) {
      case null -> bind.channel();
      case IOException e -> throw e;
      case Throwable e -> throw new IOException(e.getMessage(), e);
    };
  }

  private static void stop(EventLoopGroup eventLoop) {
    eventLoop.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
