package io.sluice.core.rig;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/**
 * A listening endpoint whose accept queue is full: the kernel drops every SYN, so that a connect
 * neither succeeds nor fails.
 */
public final class UnresponsiveEndpoint implements Closeable {
  private static final int MOST_FILLERS = 64;

  /** On loopback a handshake takes microseconds, and a SYN is repeated after a second. */
  private static final int UNANSWERED_MILLIS = 200;

  private final ServerSocketChannel listening;
  private final List<SocketChannel> fillers = new ArrayList<>();

  /** Listens on a free port of the loopback address and fills its queue. */
  public UnresponsiveEndpoint() throws IOException {
    listening = ServerSocketChannel.open().bind(Ports.anyFree(), 1);
    while (!isPending()) {
      if (fillers.size() > MOST_FILLERS) {
        close();
        throw new AssertionError("the queue of a listening socket never became full");
      }
    }
  }

  private boolean isPending() throws IOException {
    SocketChannel filler = SocketChannel.open();
    try {
      filler.socket().connect(address(), UNANSWERED_MILLIS);
      fillers.add(filler);
      return false;
    } catch (SocketTimeoutException e) {
      filler.close();
      return true;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.socket().getLocalSocketAddress();
  }

  /** Takes what fills the queue out of it; from now on a SYN is answered. */
  public void recover() throws IOException {
    for (int i = 0; i < fillers.size(); i++) {
      listening.accept().close();
    }
  }

  /** The next connection, once recovered. */
  public Peer accept() throws IOException {
    return new Peer(listening.accept());
  }

  @Override
  public void close() throws IOException {
    listening.close();
    for (SocketChannel filler : fillers) {
      filler.close();
    }
  }
}
