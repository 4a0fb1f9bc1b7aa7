package io.sluice.core.tcp;

import io.netty.channel.ChannelConfig;
import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.socket.DuplexChannel;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.admission.Admission;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectTimes;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.ClientOptions;
import io.sluice.core.net.Destination;
import io.sluice.core.net.EndpointOptions;
import io.sluice.core.net.OptionTarget;
import io.sluice.core.net.ReceiveBuffers;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.net.stream.Streams;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** One event loop with everything that its relays share. */
public final class RelayLoop {
  /*
   * Once an endpoint has sent its FIN, Netty's epoll and io_uring channels deliver all that the
   * kernel still holds, reads paused or not. A client that does not read would so pull the
   * endpoint's whole receive buffer, by default megabytes, into this process; the cap bounds it.
   */
  private static final int ENDPOINT_RECEIVE_BUFFER = 256 * 1024;

  private final int index;
  private final IoEventLoop ioEventLoop;
  private final EventLoop eventLoop;
  private final ChannelTransport transport;
  private final RelayPaths paths;
  private final ConnectionLimit limit;
  private final ConnectTimes connectTimes;
  private final LiveRelays relays;

  // This loop only; made when it is first asked for, as its memory belongs to this thread.
  private @Nullable Streams streams;

  // Incremented by the accepting loop, decremented by this one; read by every loop that accepts.
  private final AtomicInteger connections = new AtomicInteger();

  /**
   * A loop without relays.
   *
   * @param index from 0; this loop's cell in every counter
   */
  public RelayLoop(
      int index,
      IoEventLoop eventLoop,
      ChannelTransport transport,
      RelayPaths paths,
      ConnectionLimit limit,
      ConnectTimes connectTimes) {
    this.index = index;
    this.ioEventLoop = eventLoop;
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.paths = paths;
    this.limit = limit;
    this.connectTimes = connectTimes;
    this.relays = new LiveRelays(eventLoop);
  }

  /** The event loop. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Client connections that this loop has, those on their way to it included. Any thread. */
  public int connections() {
    return connections.get();
  }

  /**
   * Takes an accepted connection over. Called on the loop that accepted, which may be another one.
   */
  public void serve(ServiceEntry service, DuplexChannel client) {
    limit.acquire();
    connections.incrementAndGet();
    configure(client.config());
    Relay relay = new Relay(this, service, client);
    slowDown(client.config(), relay.snapshot(), Integer.MAX_VALUE);
    ClientOptions.setOn(client, relay.snapshot().traffic().sockets().client());
    ChannelFuture registered = eventLoop.register(client);
    registered.addListener(
        (ChannelFutureListener)
            future -> {
              if (!future.isSuccess()) {
                client.unsafe().closeForcibly();
                onRelayClosed();
              }
            });
  }

  /**
   * Takes an accepted connection over by its descriptor. Called on the loop that accepted, which
   * may be another one.
   *
   * @throws RejectedExecutionException this loop has ended; the descriptor still is the caller's
   */
  public void serve(ServiceEntry service, int descriptor, ClientAddress client) {
    limit.acquire();
    connections.incrementAndGet();
    if (eventLoop.inEventLoop()) {
      start(service, descriptor, client);
    } else {
      try {
        eventLoop.execute(() -> start(service, descriptor, client));
      } catch (RejectedExecutionException e) {
        onRelayClosed();
        throw e;
      }
    }
  }

  private void start(ServiceEntry service, int descriptor, ClientAddress client) {
    new Relay(this, service, descriptor, client).startWithSocket();
  }

  /** A channel in the place of a socket, reads paused; on this loop. */
  ChannelHalf adopt(Relay relay, int descriptor, boolean isUnix) {
    DuplexChannel channel;
    try {
      channel = transport.adopt(descriptor, isUnix);
    } catch (RuntimeException | Error e) {
      streams().sockets().close(descriptor);
      throw e;
    }
    configure(channel.config());
    slowDown(channel.config(), relay.snapshot(), Integer.MAX_VALUE);
    ChannelHalf half = new ChannelHalf(relay, channel, RelayHalf.Side.CLIENT);
    // On its own loop a registration is complete at once.
    ChannelFuture registered = eventLoop.register(channel);
    if (!registered.isSuccess()) {
      channel.unsafe().closeForcibly();
      throw new IllegalStateException("a socket was not taken over", registered.cause());
    }
    return half;
  }

  /** The sockets of this loop; on this loop, where the transport has them. */
  public Streams streams() {
    assert eventLoop.inEventLoop() : "streams belong to their loop";
    Streams known = streams;
    if (known == null) {
      known = new Streams(ioEventLoop, transport, paths.pipes(), paths.mostPipes());
      streams = known;
    }
    return known;
  }

  /** Whether connections are served by their descriptors. */
  public boolean hasStreams() {
    return paths.kind() == RelayPaths.Kind.SOCKETS && transport.hasStreams();
  }

  ZeroCopy zeroCopy() {
    return paths.zeroCopy();
  }

  /** Frees what its sockets share, every one of them closed before; on this loop. */
  public void close() {
    if (streams != null) {
      streams.close();
      streams = null;
    }
  }

  /** Ends every relay of this loop; on this loop. */
  public void closeAll(CloseReason reason) {
    assert eventLoop.inEventLoop() : "relays belong to their loop";
    relays.closeAll(reason);
  }

  /**
   * Describes client connections, the newest, at most so many, over some turns. Any thread.
   *
   * @param askedNanos on {@link System#nanoTime}; ages are counted to it
   */
  public CompletableFuture<List<LiveConnection>> describe(int most, long askedNanos) {
    ConnectionListing listing = new ConnectionListing(this, most, askedNanos);
    eventLoop.execute(listing);
    return listing.answer();
  }

  int index() {
    return index;
  }

  LiveRelays relays() {
    return relays;
  }

  ConnectTimes connectTimes() {
    return connectTimes;
  }

  /**
   * A socket for the way to an endpoint, not yet registered.
   *
   * @throws SocketOptionException the kernel does not allow what is configured, any more
   * @throws ChannelException no descriptor is left
   */
  DuplexChannel newEndpointChannel(ServiceSnapshot snapshot, Destination destination)
      throws SocketOptionException {
    return switch (destination) {
      case Destination.Network _ -> newTcpChannel(snapshot);
      case Destination.UnixSocket _ -> prepare(transport.newUnixChannel(), snapshot);
    };
  }

  private DuplexChannel newTcpChannel(ServiceSnapshot snapshot) throws SocketOptionException {
    DuplexChannel channel = prepare(transport.newSocketChannel(), snapshot);
    try {
      EndpointOptions.setOn(
          new OptionTarget.OfChannel(channel), snapshot.traffic().sockets().endpoint());
    } catch (SocketOptionException e) {
      channel.unsafe().closeForcibly();
      throw e;
    }
    return channel;
  }

  private static DuplexChannel prepare(DuplexChannel channel, ServiceSnapshot snapshot) {
    configure(channel.config());
    channel.config().setOption(ChannelOption.SO_RCVBUF, ENDPOINT_RECEIVE_BUFFER);
    channel.config().setConnectTimeoutMillis(snapshot.limits().connectTimeoutMillis());
    slowDown(channel.config(), snapshot, ENDPOINT_RECEIVE_BUFFER);
    return channel;
  }

  void onRelayClosed() {
    connections.decrementAndGet();
    limit.release();
  }

  private static void configure(ChannelConfig config) {
    config.setAutoRead(false);
    // A failed write must not throw away what can still be read.
    config.setAutoClose(false);
    config.setOption(ChannelOption.ALLOW_HALF_CLOSURE, true);
    WaterMarks.fit(config);
    ReceiveBuffers.boundBy(config);
  }

  /*
   * Where bytes may pass only so fast, one read must not be more than may pass at once. What the
   * kernel holds when the sender ends comes in whatever the rate; so it may hold only little.
   */
  private static void slowDown(ChannelConfig config, ServiceSnapshot snapshot, int most) {
    Admission admission = snapshot.admission();
    if (admission.isThrottling()) {
      config.setRecvByteBufAllocator(
          new FixedRecvByteBufAllocator(admission.readBytes()).maxMessagesPerRead(1));
      ReceiveBuffers.boundBy(config);
      config.setOption(ChannelOption.SO_RCVBUF, Math.min(admission.receiveBufferBytes(), most));
    }
  }
}
