package io.sluice.core.listener;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.EventLoop;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.AbstractEpollServerChannel;
import io.netty.channel.socket.DuplexChannel;
import io.netty.channel.unix.UnixChannel;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.StreamSockets;
import io.sluice.core.net.stream.ListeningPort;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.tcp.RelayLoop;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One listening socket on its event loop: accepts, and chooses the loop that serves. */
final class ListeningSocket extends ChannelInboundHandlerAdapter implements BoundSocket {
  private static final Logger LOG = LoggerFactory.getLogger(ListeningSocket.class);

  /** After a failed accept, most likely for want of a descriptor, this long nothing is accepted. */
  private static final long BACK_OFF_MILLIS = 100;

  private static final long RELEASE_MILLIS = 5;

  private final ListenerAddress address;
  private final ServerChannel channel;
  private final LoopSockets home;
  private final ConnectionLimit limit;

  // Written by the control thread; read by this socket's event loop. Null: bound, not yet serving.
  private volatile @Nullable ServiceEntry entry;

  // This socket's event loop only. The port is there from when the socket is bound, where clients
  // are accepted by descriptor.
  private @Nullable ListeningPort port;
  private boolean isBackingOff;

  ListeningSocket(
      ListenerAddress address, ServerChannel channel, LoopSockets home, ConnectionLimit limit) {
    this.address = address;
    this.channel = channel;
    this.home = home;
    this.limit = limit;
  }

  ServerChannel channel() {
    return channel;
  }

  @Override
  public void serve(ServiceEntry newEntry) {
    if (entry == newEntry) {
      return;
    }
    entry = newEntry;
    home.loop().eventLoop().execute(this::updateAccepting);
  }

  @Override
  public void change(ListeningOptions from, ListeningOptions to, ServerChannel fresh)
      throws SocketOptionException {
    to.changeOn(channel, from, fresh);
  }

  /** Nothing to do: accepted connections do not need their listening socket. */
  @Override
  public void drain() {}

  @Override
  public Future<?> close() {
    EventLoop eventLoop = home.loop().eventLoop();
    Promise<Object> released = eventLoop.newPromise();
    eventLoop.execute(() -> closeOnLoop(released));
    return released;
  }

  private void closeOnLoop(Promise<Object> released) {
    home.remove(this);
    if (port == null) {
      closeChannel(released);
    } else {
      port.stop(() -> closeChannel(released));
    }
  }

  private void closeChannel(Promise<Object> released) {
    if (channel.isRegistered()) {
      channel.unsafe().close(channel.voidPromise());
    } else {
      // Accepted by descriptor; or an option was refused before it could be bound.
      channel.unsafe().closeForcibly();
    }
    if (channel instanceof AbstractEpollServerChannel) {
      released.trySuccess(this);
    } else {
      // The JDK keeps the socket open until its selector has looked once more, and Netty's io_uring
      // closes with the next submission.
      home.loop()
          .eventLoop()
          .schedule(() -> released.trySuccess(this), RELEASE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  /** Accepts if it may; on this socket's event loop. */
  void updateAccepting() {
    boolean mayAccept = entry != null && limit.mayAccept() && !isBackingOff;
    if (home.loop().hasStreams()) {
      if (port != null && channel.isOpen()) {
        port.setAccepting(mayAccept);
      }
    } else if (channel.isOpen() && channel.config().isAutoRead() != mayAccept) {
      channel.config().setAutoRead(mayAccept);
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (!home.add(this)) {
      // Netty tells twice when a channel is bound as soon as it is registered.
      return;
    }
    if (home.loop().hasStreams()) {
      acceptByDescriptor(context);
    } else {
      updateAccepting();
    }
  }

  /** From now on clients are accepted by descriptor; the channel only holds the socket. */
  private void acceptByDescriptor(ChannelHandlerContext context) {
    if (channel instanceof AbstractEpollServerChannel) {
      // An epoll loop knows a descriptor once.
      context.deregister().addListener(done -> openPort());
    } else {
      openPort();
    }
  }

  private void openPort() {
    if (channel.isOpen()) {
      port = home.loop().streams().listeningPort(descriptor(), this::acceptClient);
      updateAccepting();
    }
  }

  private int descriptor() {
    return ((UnixChannel) channel).fd().intValue();
  }

  /** Whether there was one. */
  private boolean acceptClient() {
    ServiceEntry serving = entry;
    if (serving == null) {
      return false;
    }
    StreamSockets sockets = home.loop().streams().sockets();
    int client = sockets.accept(descriptor());
    if (client >= 0) {
      ClientAddress address =
          sockets.isUnix()
              ? ClientAddress.UNIX
              : new ClientAddress(sockets.high(), sockets.low(), sockets.port());
      serve(serving, client, address);
      if (!limit.mayAccept()) {
        updateAccepting();
      }
      return true;
    }
    if (!Errno.isPassing(-client)) {
      backOff(Errno.text(-client));
    }
    return false;
  }

  /** What nobody expected concerns this client, and nobody else who is told something now. */
  private void serve(ServiceEntry serving, int client, ClientAddress address) {
    try {
      home.leastLoaded().serve(serving, client, address);
    } catch (RejectedExecutionException e) {
      home.loop().streams().sockets().close(client);
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      LOG.error("client not served listener={} client={}", this.address, address, e);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    home.remove(this);
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object message) {
    DuplexChannel client = (DuplexChannel) message;
    ServiceEntry serving = entry;
    if (serving == null) {
      client.unsafe().closeForcibly();
      return;
    }
    RelayLoop server = home.leastLoaded();
    server.serve(serving, client);
    if (!limit.mayAccept()) {
      updateAccepting();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    backOff(String.valueOf(cause.getMessage()));
  }

  private void backOff(String cause) {
    if (isBackingOff) {
      return;
    }
    LOG.warn("accept failed listener={} cause=\"{}\"", address, cause);
    isBackingOff = true;
    updateAccepting();
    home.loop().eventLoop().schedule(this::endBackOff, BACK_OFF_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void endBackOff() {
    isBackingOff = false;
    updateAccepting();
  }
}
