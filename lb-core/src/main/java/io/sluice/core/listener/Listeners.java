package io.sluice.core.listener;

import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.sluice.config.model.Protocol;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.tcp.RelayLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Opens listeners on the event loops. Control thread only. */
public final class Listeners {
  private static final int BACKLOG = 4096;

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
   * @throws IOException the address is taken, not here, or not allowed
   */
  public OpeningListener open(ListenerAddress address, Spread spread) throws IOException {
    if (address.protocol() == Protocol.UDP) {
      return udp.open(address, spread);
    }
    InetSocketAddress socketAddress = address.vip().toSocketAddress(address.port());
    boolean isShared = spread == Spread.EVERY_LOOP && loops.size() > 1;
    if (isShared) {
      requireFree(socketAddress);
    }
    List<ListeningSocket> sockets = new ArrayList<>();
    List<ChannelFuture> bindings = new ArrayList<>();
    for (LoopSockets home : isShared ? loops : List.of(nextHome())) {
      ServerChannel channel = transport.newServerChannel();
      channel.config().setAutoRead(false);
      channel.config().setOption(ChannelOption.SO_REUSEADDR, true);
      channel.config().setOption(ChannelOption.SO_BACKLOG, BACKLOG);
      if (isShared) {
        channel.config().setOption(transport.reusePort(), true);
      }
      ListeningSocket socket = new ListeningSocket(channel, home, limit);
      channel.pipeline().addLast(socket);
      sockets.add(socket);
      bindings.add(bind(channel, home, socketAddress));
    }
    return new OpeningListener(new Listener(address, sockets), bindings);
  }

  /** These addresses are listened at now, and no others. */
  public void onPublished(Collection<ListenerAddress> bound) {
    udp.onPublished(bound);
  }

  private static ChannelFuture bind(
      ServerChannel channel, LoopSockets home, InetSocketAddress address) {
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
   */
  private static void requireFree(InetSocketAddress address) throws IOException {
    try (SocketChannel probe = SocketChannel.open()) {
      probe.setOption(StandardSocketOptions.SO_REUSEADDR, true);
      probe.bind(address);
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
