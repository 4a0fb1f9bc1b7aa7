package io.sluice.core.listener;

import io.netty.channel.ServerChannel;
import io.sluice.core.net.ListeningOptions;
import io.sluice.core.net.SocketOptionException;
import io.sluice.core.service.ServiceEntry;
import java.io.IOException;
import java.util.List;

/**
 * A bound VIP and port, with one listening socket or one for each event loop; or a unix socket.
 *
 * <p>Opened without accepting, so that everything can be bound before anything changes. The control
 * thread calls; the sockets belong to their event loops.
 */
public final class Listener {
  private final ListenerAddress address;
  private final List<BoundSocket> sockets;

  // Control thread only.
  private ListeningOptions options;

  Listener(ListenerAddress address, ListeningOptions options, List<? extends BoundSocket> sockets) {
    this.address = address;
    this.options = options;
    this.sockets = List.copyOf(sockets);
  }

  /** Where it listens. */
  public ListenerAddress address() {
    return address;
  }

  /** Number of descriptors it holds. */
  public int socketCount() {
    return sockets.size();
  }

  /** What is set on its sockets. */
  public ListeningOptions options() {
    return options;
  }

  /**
   * Sets other options on the open sockets: who waits in their queues goes on waiting.
   *
   * @param fresh a socket on which nothing was set
   * @throws SocketOptionException one is not allowed; all are as they were
   */
  void change(ListeningOptions wanted, ServerChannel fresh) throws SocketOptionException {
    ListeningOptions before = options;
    try {
      for (BoundSocket socket : sockets) {
        socket.change(before, wanted, fresh);
      }
      options = wanted;
    } catch (SocketOptionException e) {
      for (BoundSocket socket : sockets) {
        socket.change(wanted, before, fresh);
      }
      throw e;
    }
  }

  /** Lets clients find its sockets, all of which are bound. */
  void publish() throws IOException {
    for (BoundSocket socket : sockets) {
      socket.publish();
    }
  }

  /** Serves new connections by that entry from now on, and begins to accept if it did not yet. */
  public void serve(ServiceEntry entry) {
    sockets.forEach(socket -> socket.serve(entry));
  }

  /**
   * Takes nothing new. A TCP listener is to be closed after it; a UDP listener goes on to serve the
   * sessions that it has.
   */
  public void drain() {
    sockets.forEach(BoundSocket::drain);
  }

  /**
   * Stops listening; accepted connections live on, UDP sessions end. Returns when the port is free
   * again.
   */
  public void close() {
    // All at once, then wait: closing one after the other would take a turn of each loop.
    sockets.stream()
        .map(BoundSocket::close)
        .toList()
        .forEach(closed -> closed.awaitUninterruptibly());
  }
}
