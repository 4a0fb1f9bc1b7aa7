package io.sluice.core.rig;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;

/** A port of the loopback address that refuses connections: bound, so nobody else gets it. */
public final class RefusedPort implements Closeable {
  private final SocketChannel holder;

  /** Takes a free port. */
  public RefusedPort() throws IOException {
    holder = SocketChannel.open().bind(Ports.anyFree());
  }

  /** The address that refuses. */
  public InetSocketAddress address() {
    return (InetSocketAddress) holder.socket().getLocalSocketAddress();
  }

  @Override
  public void close() throws IOException {
    holder.close();
  }
}
