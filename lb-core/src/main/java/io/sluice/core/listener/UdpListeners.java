package io.sluice.core.listener;

import io.netty.util.concurrent.Future;
import io.sluice.config.model.Protocol;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.udp.OwnListeners;
import io.sluice.core.udp.UdpListeningSocket;
import io.sluice.core.udp.UdpLoop;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Opens UDP listeners on the event loops. Control thread only. */
public final class UdpListeners {
  private final ChannelTransport transport;
  private final List<UdpLoop> loops;
  private final OwnListeners own;
  private int nextLoop;

  /**
   * Listeners on these loops.
   *
   * @param own where the loops look up who is a listener himself
   */
  public UdpListeners(ChannelTransport transport, List<UdpLoop> loops, OwnListeners own) {
    this.transport = transport;
    this.loops = List.copyOf(loops);
    this.own = own;
  }

  OpeningListener open(
      ListenerAddress.Vip address, ListeningOptions options, Listeners.Spread spread)
      throws IOException {
    InetSocketAddress socketAddress = address.vip().toSocketAddress(address.port());
    boolean isShared = spread == Listeners.Spread.EVERY_LOOP && loops.size() > 1;
    if (isShared) {
      Datagrams.requireFree(socketAddress, transport);
    }
    Datagrams.Sharing sharing = isShared ? Datagrams.Sharing.SHARED : Datagrams.Sharing.EXCLUSIVE;
    List<UdpBoundSocket> sockets = new ArrayList<>();
    List<Future<?>> bindings = new ArrayList<>();
    for (UdpLoop loop : isShared ? loops : List.of(nextLoop())) {
      UdpListeningSocket socket = new UdpListeningSocket(loop, socketAddress, sharing);
      sockets.add(new UdpBoundSocket(socket));
      bindings.add(socket.bind());
    }
    return new OpeningListener(new Listener(address, options, sockets), bindings);
  }

  /** Those that are bound now, of any protocol. */
  void onPublished(Collection<ListenerAddress> bound) {
    own.publish(
        bound.stream()
            .filter(address -> address.protocol() == Protocol.UDP)
            .filter(ListenerAddress.Vip.class::isInstance)
            .map(ListenerAddress.Vip.class::cast)
            .map(address -> ClientAddress.of(address.vip().toSocketAddress(address.port())))
            .toList());
  }

  private UdpLoop nextLoop() {
    UdpLoop loop = loops.get(nextLoop);
    nextLoop = (nextLoop + 1) % loops.size();
    return loop;
  }
}
