package io.sluice.core.rig;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UnixPath;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A listening endpoint. It accepts when told to: the kernel finishes handshakes before that, as
 * many as the backlog allows.
 */
public final class TestEndpoint implements Closeable {
  private static final int BACKLOG = 1024;

  private final ServerSocketChannel listening;
  private final Queue<Peer> accepted = new ConcurrentLinkedQueue<>();
  private final AtomicInteger acceptedCount = new AtomicInteger();

  /** What an endpoint does with a connection that it has accepted; on a thread of its own. */
  public interface Behaviour {
    /** Serves one connection. A connection that the other side ends badly is no failure. */
    void serve(Peer connection) throws IOException;
  }

  /** A bound channel in blocking mode; closed with the endpoint. */
  public TestEndpoint(ServerSocketChannel listening) throws IOException {
    this.listening = listening;
    if (!isUnix()) {
      listening.socket().setSoTimeout((int) Peer.PATIENCE.toMillis());
    }
  }

  /** Listens at a unix socket. */
  public static TestEndpoint listeningAt(UnixPath path) throws IOException {
    return listeningAt(path, BACKLOG);
  }

  /** Listens at a unix socket where few may wait. */
  public static TestEndpoint listeningAt(UnixPath path, int backlog) throws IOException {
    return new TestEndpoint(
        ServerSocketChannel.open(StandardProtocolFamily.UNIX)
            .bind(UnixDomainSocketAddress.of(path.path()), backlog));
  }

  private boolean isUnix() throws IOException {
    return listening.getLocalAddress() instanceof UnixDomainSocketAddress;
  }

  /** Listens on a free port of the loopback address. */
  public static TestEndpoint listening() throws IOException {
    return listening(BACKLOG);
  }

  static TestEndpoint listening(int backlog) throws IOException {
    return new TestEndpoint(ServerSocketChannel.open().bind(Ports.anyFree(), backlog));
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return (InetSocketAddress) listening.socket().getLocalSocketAddress();
  }

  /** The endpoint in a configuration, ready, of weight 1. */
  public EndpointSpec spec() {
    try {
      return listening.getLocalAddress() instanceof UnixDomainSocketAddress unix
          ? spec(new UnixPath(unix.getPath().toString()))
          : spec(address());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Any unix socket as an endpoint in a configuration, ready, of weight 1. */
  public static EndpointSpec spec(UnixPath path) {
    return new EndpointSpec(
        new EndpointAddress.UnixSocket(path), 1, null, null, 0, Conditions.READY);
  }

  /** The same with a weight. */
  public EndpointSpec spec(int weight) {
    EndpointSpec spec = spec();
    return new EndpointSpec(spec.address(), weight, null, null, 0, spec.conditions());
  }

  /** The same, not ready. */
  public EndpointSpec unreadySpec() {
    EndpointSpec spec = spec();
    Conditions unready = new Conditions(false, false, false);
    return new EndpointSpec(spec.address(), 1, null, null, 0, unready);
  }

  /** Any address as an endpoint in a configuration, ready, of weight 1. */
  public static EndpointSpec spec(InetSocketAddress address) {
    return new EndpointSpec(
        IpAddress.of(address.getAddress()), address.getPort(), 1, null, null, 0, Conditions.READY);
  }

  /** The next connection. */
  public Peer accept() throws IOException {
    try {
      return keep(isUnix() ? listening.accept() : listening.socket().accept().getChannel());
    } catch (SocketTimeoutException e) {
      throw new AssertionError("nobody connected to " + address(), e);
    }
  }

  /** Accepts from now on, each connection served by a thread of its own. */
  public TestEndpoint serving(Behaviour behaviour) {
    Thread.ofVirtual().name("accepting " + spec()).start(() -> acceptAll(behaviour));
    return this;
  }

  /** Connections accepted so far. */
  public int acceptedCount() {
    return acceptedCount.get();
  }

  private void acceptAll(Behaviour behaviour) {
    try {
      while (listening.isOpen()) {
        Peer connection = keep(listening.accept());
        Thread.ofVirtual().name("serving").start(() -> serve(behaviour, connection));
      }
    } catch (ClosedChannelException e) {
      // The test has ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void serve(Behaviour behaviour, Peer connection) {
    try (connection) {
      behaviour.serve(connection);
    } catch (IOException e) {
      // The other side's business: its own checks tell whether that was right.
    }
  }

  private Peer keep(SocketChannel channel) throws IOException {
    Peer peer = new Peer(channel);
    accepted.add(peer);
    acceptedCount.incrementAndGet();
    return peer;
  }

  /** Stops listening and closes every connection that it has accepted. */
  @Override
  public void close() {
    try {
      listening.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    accepted.forEach(Peer::close);
  }
}
