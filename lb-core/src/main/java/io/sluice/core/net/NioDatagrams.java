package io.sluice.core.net;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** UDP sockets of the JDK, for machines without epoll. */
final class NioDatagrams implements Datagrams {
  private static final long RELEASE_MILLIS = 5;

  private final IoEventLoop eventLoop;
  private Failure failure = Failure.LOCAL;

  NioDatagrams(IoEventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  @Override
  public DatagramBatch newBatch() {
    return new NioBatch();
  }

  @Override
  public DatagramPort listen(InetSocketAddress local, Sharing sharing, DatagramPort.Reader reader)
      throws IOException {
    DatagramChannel channel = open(local);
    try {
      if (sharing == Sharing.SHARED) {
        channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
      }
      channel.setOption(StandardSocketOptions.SO_RCVBUF, LISTENING_RECEIVE_BUFFER);
      return new NioPort(this, channel.bind(local), reader);
    } catch (IOException | UnsupportedOperationException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public @Nullable DatagramPort connect(InetSocketAddress endpoint, DatagramPort.Reader reader) {
    DatagramChannel channel;
    try {
      channel = open(endpoint);
    } catch (IOException e) {
      failure = Failure.LOCAL;
      return null;
    }
    try {
      channel.setOption(StandardSocketOptions.SO_RCVBUF, ENDPOINT_RECEIVE_BUFFER);
      return new NioPort(this, channel.connect(endpoint), reader);
    } catch (IOException e) {
      failure = Failure.UNREACHABLE;
      closeQuietly(channel);
      return null;
    }
  }

  @Override
  public Failure failure() {
    return failure;
  }

  @Override
  public void close() {}

  static void requireFree(InetSocketAddress local) throws IOException {
    try (DatagramChannel probe = open(local)) {
      probe.bind(local);
    }
  }

  IoRegistration register(IoHandle handle) {
    // On its own loop a registration is complete at once.
    return eventLoop.register(handle).getNow();
  }

  /** Done when the JDK has let go of a closed socket: after its selector has looked once more. */
  Future<?> afterSelection() {
    return eventLoop.schedule(() -> {}, RELEASE_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static DatagramChannel open(InetSocketAddress forAddress) throws IOException {
    DatagramChannel channel =
        DatagramChannel.open(
            forAddress.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET);
    channel.configureBlocking(false);
    return channel;
  }

  private static void closeQuietly(DatagramChannel channel) {
    try {
      channel.close();
    } catch (IOException e) {
      // It was not in use yet.
    }
  }
}
