package io.sluice.core.net;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.UdpSockets;
import java.io.IOException;
import java.net.InetSocketAddress;
import org.jspecify.annotations.Nullable;

/** UDP sockets of an epoll or an io_uring loop, by their descriptors. */
final class LinuxDatagrams implements Datagrams {
  private final IoEventLoop eventLoop;
  private final ChannelTransport transport;
  private final UdpSockets sockets = new UdpSockets();
  private final LinuxSender sender = new LinuxSender(sockets);
  private final Turns turns = new Turns();
  private final IoRegistration turnsRegistration;
  private final Future<?> released;

  // Computed, so that Errno is loaded now: later there may be no descriptor to load it with.
  private Failure failure = failureOf(0);

  LinuxDatagrams(IoEventLoop eventLoop, ChannelTransport transport) {
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.released = eventLoop.newSucceededFuture(null);
    this.turnsRegistration = register(turns);
  }

  @Override
  public DatagramBatch newBatch() {
    return new LinuxBatch(sockets);
  }

  @Override
  public DatagramPort listen(InetSocketAddress local, Sharing sharing, DatagramPort.Reader reader)
      throws IOException {
    int descriptor = bound(sockets, local, sharing);
    boolean isAnywhere = local.getAddress().isAnyLocalAddress();
    return port(
        descriptor,
        isAnywhere ? LinuxPort.Role.LISTENING_ANYWHERE : LinuxPort.Role.LISTENING,
        reader);
  }

  @Override
  public @Nullable DatagramPort connect(InetSocketAddress endpoint, DatagramPort.Reader reader) {
    int descriptor = sockets.connect(endpoint);
    if (descriptor < 0) {
      failure = failureOf(-descriptor);
      return null;
    }
    return port(descriptor, LinuxPort.Role.CONNECTED, reader);
  }

  @Override
  public Failure failure() {
    return failure;
  }

  @Override
  public void close() {
    turnsRegistration.cancel();
    sockets.close();
  }

  /** Which turn of the event loop this is; wraps around. */
  int turn() {
    return turns.number;
  }

  LinuxSender sender() {
    return sender;
  }

  /** A future that is done. */
  Future<?> released() {
    return released;
  }

  Promise<Object> newPromise() {
    return eventLoop.newPromise();
  }

  IoRegistration register(IoHandle handle) {
    // On its own loop a registration is complete at once.
    return eventLoop.register(handle).getNow();
  }

  /** Binds an address for a moment, alone. */
  static void requireFree(InetSocketAddress local) throws IOException {
    try (UdpSockets probe = new UdpSockets()) {
      probe.close(bound(probe, local, Sharing.EXCLUSIVE));
    }
  }

  private static Failure failureOf(int number) {
    return Errno.isUnreachable(number) ? Failure.UNREACHABLE : Failure.LOCAL;
  }

  private static int bound(UdpSockets sockets, InetSocketAddress local, Sharing sharing)
      throws IOException {
    int descriptor =
        sockets.listen(
            local,
            switch (sharing) {
              case SHARED -> UdpSockets.Sharing.SHARED;
              case EXCLUSIVE -> UdpSockets.Sharing.EXCLUSIVE;
            });
    if (descriptor < 0) {
      throw new IOException(Errno.text(-descriptor));
    }
    return descriptor;
  }

  private LinuxPort port(int descriptor, LinuxPort.Role role, DatagramPort.Reader reader) {
    return transport == ChannelTransport.IO_URING
        ? new UringPort(this, descriptor, role, reader)
        : new EpollPort(this, descriptor, role, reader);
  }

  /** Counts the turns of the event loop. */
  private static final class Turns implements TurnEnd {
    private int number;

    @Override
    public void onTurnEnd() {
      number++;
    }
  }
}
