package io.sluice.benchmarks;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * A load balancer of one event loop on the loopback interface, its endpoint, and one connection
 * through both. One thread is client and endpoint.
 */
final class LocalRelay implements AutoCloseable {
  private static final IpAddress VIP = IpAddress.parse("127.0.0.1");

  private final ServerSocketChannel listening;
  private final InetSocketAddress address;
  private final LoadBalancer loadBalancer;
  private final SocketChannel client;
  private final SocketChannel served;

  LocalRelay(Transport transport, ZeroCopy zeroCopy) throws IOException, ApplyException {
    InetAddress loopback = InetAddress.ofLiteral("127.0.0.1");
    listening = ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0));
    address = new InetSocketAddress(loopback, freePort(loopback));
    loadBalancer = LoadBalancer.start(configuration(transport, zeroCopy));
    client = connect();
    served = accept();
  }

  private static int freePort(InetAddress loopback) throws IOException {
    try (ServerSocketChannel any =
        ServerSocketChannel.open().bind(new InetSocketAddress(loopback, 0))) {
      return any.socket().getLocalPort();
    }
  }

  private Configuration configuration(Transport transport, ZeroCopy zeroCopy) {
    int targetPort = listening.socket().getLocalPort();
    Settings settings =
        new Settings(
            new ListenAddress.Off(),
            Duration.ofSeconds(1),
            transport,
            1,
            zeroCopy,
            Settings.AUTO,
            Settings.AUTO,
            Settings.Place.UNKNOWN,
            "the same for every run");
    ServicePort port =
        new ServicePort(
            "",
            Protocol.TCP,
            address.getPort(),
            List.of(),
            new TargetPort.Numbered(targetPort),
            ConnectionSettings.DEFAULT,
            TrafficSettings.DEFAULT,
            List.of(new EndpointSpec(VIP, targetPort, 1, null, null, 0, Conditions.READY)));
    Service service =
        new Service(new ServiceName("default", "web"), Map.of(), List.of(VIP), List.of(port));
    return new Configuration(settings, List.of(service), Inventory.EMPTY);
  }

  /** Sends what is in a buffer to the endpoint, which sends as much back. */
  void exchange(ByteBuffer bytes) throws IOException {
    pass(client, bytes, served);
    pass(served, bytes, client);
  }

  /** Sends what is in a buffer to the endpoint. */
  void send(ByteBuffer bytes) throws IOException {
    pass(client, bytes, served);
  }

  private static void pass(SocketChannel from, ByteBuffer bytes, SocketChannel to)
      throws IOException {
    bytes.clear();
    while (bytes.hasRemaining()) {
      from.write(bytes);
    }
    bytes.clear();
    while (bytes.hasRemaining()) {
      if (to.read(bytes) < 0) {
        throw new EOFException("the connection has ended");
      }
    }
  }

  /** Another client connects, exchanges what is in a buffer, and closes. */
  void visit(ByteBuffer bytes) throws IOException {
    try (SocketChannel visitor = connect();
        SocketChannel host = accept()) {
      pass(visitor, bytes, host);
      pass(host, bytes, visitor);
      visitor.shutdownOutput();
      if (host.read(bytes.clear()) >= 0) {
        throw new IOException("bytes after the end");
      }
    }
  }

  private SocketChannel connect() throws IOException {
    return SocketChannel.open(address).setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  private SocketChannel accept() throws IOException {
    return listening.accept().setOption(StandardSocketOptions.TCP_NODELAY, true);
  }

  @Override
  public void close() throws IOException {
    client.close();
    served.close();
    loadBalancer.close();
    listening.close();
  }
}
