package io.sluice.rig;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/** Many connections of one client machine. One thread. */
public final class ClientCrowd implements Closeable {
  private static final int PATIENCE_MILLIS = 20_000;

  private final Namespace namespace;
  private final InetSocketAddress address;
  private final Deque<SocketChannel> connections = new ArrayDeque<>();

  /** Nobody yet. */
  public ClientCrowd(Namespace namespace, String address, int port) {
    this.namespace = namespace;
    this.address = new InetSocketAddress(address, port);
  }

  /** So many more connect, one after the other. */
  public ClientCrowd grow(int count) {
    for (int i = 0; i < count; i++) {
      connections.addLast(namespace.inside(this::connect));
    }
    return this;
  }

  /** So many of the earliest leave, each with a reset, which leaves nothing in the kernel. */
  public void shrink(int count) throws IOException {
    for (int i = 0; i < count; i++) {
      SocketChannel leaving = connections.removeFirst();
      leaving.setOption(StandardSocketOptions.SO_LINGER, 0);
      leaving.close();
    }
  }

  /** The connection that came last. */
  public SocketChannel latest() {
    return connections.getLast();
  }

  /** Each sends until the way to the endpoint takes no more, or so many bytes are sent. */
  public void fill(int bytes) throws IOException {
    ByteBuffer block = ByteBuffer.allocate(16 * 1024);
    for (SocketChannel connection : connections) {
      connection.configureBlocking(false);
      for (int sent = 0, n = 1; sent < bytes && n > 0; sent += n) {
        n = connection.write(block.clear());
      }
    }
  }

  private SocketChannel connect() throws IOException {
    SocketChannel channel = SocketChannel.open();
    channel.socket().connect(address, PATIENCE_MILLIS);
    return channel;
  }

  @Override
  public void close() throws IOException {
    shrink(connections.size());
  }
}
