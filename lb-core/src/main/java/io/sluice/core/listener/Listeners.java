package io.sluice.core.listener;

import io.netty.channel.ChannelException;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.util.concurrent.Future;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.SocketSettings;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.OptionSupport;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.net.UnixSocketFile;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.tcp.RelayLoop;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Opens listeners on the event loops. Control thread only. */
public final class Listeners {
  private final ChannelTransport transport;
  private final ConnectionLimit limit;
  private final List<LoopSockets> loops;
  private final UdpListeners udp;
  private int nextLoop;

  /** Listeners on these loops. */
  public Listeners(
      ChannelTransport transport,
      ConnectionLimit limit,
      List<RelayLoop> relayLoops,
      UdpListeners udp) {
    this.transport = transport;
    this.limit = limit;
    this.udp = udp;
    RelayLoop[] all = relayLoops.toArray(RelayLoop[]::new);
    this.loops = relayLoops.stream().map(loop -> new LoopSockets(loop, all)).toList();
    limit.setGate(this::updateAccepting);
  }

  /** How many sockets a listener takes. */
  public enum Spread {
    /** One socket on one event loop, which hands connections over. */
    ONE_LOOP,
    /** A socket on each event loop; the kernel spreads connections over them. */
    EVERY_LOOP
  }

  /**
   * Starts to bind an address; nothing is accepted before the listener is told what to serve.
   *
   * @throws IOException the address is taken, not here, or not allowed, or an option is not
   */
  public OpeningListener open(ListenerAddress address, ListeningOptions options, Spread spread)
      throws IOException {
    try {
      return switch (address) {
        case ListenerAddress.Vip vip when vip.protocol() == Protocol.UDP ->
            udp.open(vip, options, spread);
        case ListenerAddress.Vip vip -> openTcp(vip, options, spread);
        case ListenerAddress.UnixSocket socket -> openUnix(socket, options);
      };
    } catch (ChannelException e) {
      // No descriptor is left.
      throw new IOException(e.getMessage(), e);
    }
  }

  /** Whether the transport has unix sockets. */
  public boolean hasUnixSockets() {
    return transport.hasUnixSockets();
  }

  /** Whether the transport has sockets of that kind. */
  public boolean canOpen(ListenerAddress address) {
    return switch (address) {
      case ListenerAddress.Vip _ -> true;
      case ListenerAddress.UnixSocket _ -> hasUnixSockets();
    };
  }

  /** One socket on one event loop: of the others the kernel would know nothing. */
  private OpeningListener openUnix(ListenerAddress.UnixSocket address, ListeningOptions options)
      throws IOException {
    ServerChannel channel = transport.newUnixServerChannel();
    UnixSocketFile file;
    try {
      Path path = Path.of(address.path().path());
      file = UnixSocketFile.prepare(path, UnixSocketFile.Access.GROUP);
    } catch (IOException | InvalidPathException e) {
      channel.unsafe().closeForcibly();
      throw e instanceof IOException io ? io : new IOException(e.getMessage(), e);
    }
    LoopSockets home = nextHome();
    ListeningSocket socket = new ListeningSocket(address, channel, home, limit);
    channel.pipeline().addLast(socket);
    channel.config().setAutoRead(false);
    options.setOnUnix(channel);
    ChannelFuture bound = bind(channel, home, new DomainSocketAddress(file.bindPath().toString()));
    UnixBoundSocket unix = new UnixBoundSocket(socket, file);
    return new OpeningListener(new Listener(address, options, List.of(unix)), List.of(bound));
  }

  private OpeningListener openTcp(
      ListenerAddress.Vip address, ListeningOptions options, Spread spread) throws IOException {
    InetSocketAddress socketAddress = address.vip().toSocketAddress(address.port());
    boolean isShared = spread == Spread.EVERY_LOOP && loops.size() > 1;
    if (isShared) {
      requireFree(socketAddress, options);
    }
    List<ListeningSocket> sockets = new ArrayList<>();
    List<Future<?>> bindings = new ArrayList<>();
    for (LoopSockets home : isShared ? loops : List.of(nextHome())) {
      ServerChannel channel;
      try {
        channel = transport.newServerChannel();
      } catch (ChannelException e) {
        // No descriptor is left. What is being bound closes with the others.
        bindings.add(home.loop().eventLoop().newFailedFuture(e));
        break;
      }
      ListeningSocket socket = new ListeningSocket(address, channel, home, limit);
      channel.pipeline().addLast(socket);
      sockets.add(socket);
      channel.config().setAutoRead(false);
      channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
      if (isShared) {
        channel.config().setOption(transport.reusePort(), true);
      }
      try {
        options.setOn(channel);
        bindings.add(bind(channel, home, socketAddress));
      } catch (SocketOptionException e) {
        bindings.add(channel.newFailedFuture(e));
      }
    }
    return new OpeningListener(new Listener(address, options, sockets), bindings);
  }

  /**
   * Sets other options on the open sockets of a listener; none of its clients is lost.
   *
   * @throws SocketOptionException one is not allowed; the listener is as it was
   */
  public void change(Listener listener, ListeningOptions options) throws SocketOptionException {
    ServerChannel fresh = transport.newServerChannel();
    try {
      listener.change(options, fresh);
    } finally {
      fresh.unsafe().closeForcibly();
    }
  }

  /**
   * What this transport cannot do of what is configured for the sockets of a protocol.
   *
   * @throws SocketOptionException what it can do, the kernel does not allow for the sockets to
   *     endpoints
   */
  public OptionSupport check(Protocol protocol, SocketSettings settings)
      throws SocketOptionException {
    OptionSupport support = OptionSupport.of(transport, protocol, settings);
    if (protocol == Protocol.TCP && support.refused().isEmpty()) {
      OptionSupport.tryOut(transport, settings.endpoint());
    }
    return support;
  }

  /** These addresses are listened at now, and no others. */
  public void onPublished(Collection<ListenerAddress> bound) {
    udp.onPublished(bound);
  }

  private static ChannelFuture bind(
      ServerChannel channel, LoopSockets home, SocketAddress address) {
    var bound = channel.newPromise();
    home.loop()
        .eventLoop()
        .register(channel)
        .addListener(
            (ChannelFutureListener)
                registered -> {
                  if (registered.isSuccess()) {
                    channel.bind(address, bound);
                  } else {
                    bound.setFailure(registered.cause());
                  }
                });
    return bound;
  }

  /*
   * SO_REUSEPORT would let a second process of the same user listen on the same address in silence
   * and take half of the connections. A socket without the option, bound for a moment, finds out.
   * With a device, the same address may be somebody else's on another one, which the JDK's socket
   * could not tell.
   */
  private static void requireFree(InetSocketAddress address, ListeningOptions options)
      throws IOException {
    if (options.listening().device() != null) {
      return;
    }
    try (SocketChannel probe = SocketChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(address);
    } catch (BindException e) {
      boolean isElsewhere = String.valueOf(e.getMessage()).startsWith("Cannot assign");
      if (!isElsewhere || !options.listening().freebind()) {
        throw e;
      }
    }
  }

  private LoopSockets nextHome() {
    LoopSockets home = loops.get(nextLoop);
    nextLoop = (nextLoop + 1) % loops.size();
    return home;
  }

  private void updateAccepting() {
    for (LoopSockets sockets : loops) {
      sockets.loop().eventLoop().execute(sockets::updateAccepting);
    }
  }
}
