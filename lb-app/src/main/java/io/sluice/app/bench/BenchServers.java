package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import io.sluice.config.model.Protocol;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** Endpoints for runs: they echo, or count. All on one event loop of their own; any thread. */
public final class BenchServers implements AutoCloseable {
  /**
   * Where to listen.
   *
   * @param address port 0: any that is free
   */
  public record ListenPoint(InetSocketAddress address, Protocol protocol) {}

  private final Loops loops;
  private final List<AutoCloseable> servers = new ArrayList<>();
  private final List<ListenPoint> bound = new ArrayList<>();

  private BenchServers(Loops loops) {
    this.loops = loops;
  }

  /**
   * Gives back what comes.
   *
   * @throws BenchException an address cannot be bound
   */
  public static BenchServers echo(List<ListenPoint> points) throws BenchException {
    return start(points, UdpServer.Task.ECHO);
  }

  /**
   * Counts the datagrams that come, for each address by itself.
   *
   * @throws BenchException an address cannot be bound
   */
  public static BenchServers sink(List<ListenPoint> points) throws BenchException {
    return start(points, UdpServer.Task.COUNT);
  }

  private static BenchServers start(List<ListenPoint> points, UdpServer.Task task)
      throws BenchException {
    BenchServers servers = new BenchServers(Loops.start(1));
    for (ListenPoint point : points) {
      try {
        servers.loops.call(0, () -> servers.listen(point, task));
      } catch (BenchException e) {
        servers.close();
        throw e;
      }
    }
    return servers;
  }

  private ListenPoint listen(ListenPoint point, UdpServer.Task task) throws BenchException {
    IoEventLoop loop = loops.loop(0);
    try {
      ListenPoint here =
          switch (point.protocol()) {
            case TCP -> {
              Acceptor acceptor = Acceptor.listen(loop, point.address());
              servers.add(acceptor);
              yield new ListenPoint(acceptor.address(), Protocol.TCP);
            }
            case UDP -> {
              InetSocketAddress address = withPort(point.address());
              servers.add(UdpServer.listen(loop, address, task));
              yield new ListenPoint(address, Protocol.UDP);
            }
            case SCTP -> throw new BenchException("sluice: SCTP is not served");
          };
      bound.add(here);
      return here;
    } catch (IOException e) {
      throw new BenchException(
          "sluice: cannot listen on %s: %s"
              .formatted(Targets.text(point.address()), e.getMessage()),
          e);
    }
  }

  /* A datagram port does not tell its number, so a free one is looked up before. */
  private static InetSocketAddress withPort(InetSocketAddress address) throws IOException {
    if (address.getPort() != 0) {
      return address;
    }
    try (DatagramSocket probe = new DatagramSocket(address)) {
      return new InetSocketAddress(address.getAddress(), probe.getLocalPort());
    }
  }

  /** Where they listen, in the order that was asked for. */
  public List<ListenPoint> addresses() {
    return List.copyOf(bound);
  }

  @Override
  public void close() {
    try {
      loops.call(
          0,
          () -> {
            for (AutoCloseable server : servers) {
              server.close();
            }
            return servers;
          });
    } catch (BenchException e) {
      // The loop has ended, and with it what was open on it.
    } finally {
      loops.close();
    }
  }
}
