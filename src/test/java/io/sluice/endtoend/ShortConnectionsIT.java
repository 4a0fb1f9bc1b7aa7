package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Thousands of connections of one byte each way, one after the other, in so short a time that the
 * kernel still remembers all of them in TIME_WAIT.
 */
@Timeout(180)
class ShortConnectionsIT {
  /** Up to 40 000: half of them take a local port for a minute. */
  private static final int CONNECTIONS = Integer.getInteger("short.connections", 3000);

  private static final InetSocketAddress SERVICE = new InetSocketAddress("10.77.0.1", 8080);
  private static final InetSocketAddress ENDPOINT = new InetSocketAddress("10.77.1.2", 80);

  /** Who is to close first. */
  private enum First {
    CLIENT,
    ENDPOINT
  }

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace endpoint;

  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    endpoint = namespaces.create("endpoint");
    namespaces.connect(balancer, "10.77.0.1/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", endpoint, "10.77.1.2/24");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F29")
  void noneOfThemFails(String transport) throws Exception {
    ServerSocketChannel listening =
        namespaces.with(endpoint.inside(() -> ServerSocketChannel.open().bind(ENDPOINT)));
    CompletableFuture<Void> serving =
        CompletableFuture.runAsync(() -> endpoint.inside(() -> serve(listening)));
    Sluice sluice = start(transport);
    client.inside(ShortConnectionsIT::visit);
    serving.get(20, TimeUnit.SECONDS);
    sluice.awaitMetric(CONNECTIONS, "sluice_closed_total", "reason=\"finished\"");
    assertThat(sluice.metric("sluice_closed_total")).isEqualTo(CONNECTIONS);
    assertThat(sluice.metric("sluice_connect_failures_total")).isZero();
    // Sluice passes a FIN on, so it is the first to close towards the side that was not.
    assertThat(waiting("dport = :80")).as("the client was first").isPositive();
    assertThat(waiting("sport = :8080")).as("the endpoint was first").isPositive();
  }

  private static int visit() throws IOException {
    ByteBuffer oneByte = ByteBuffer.allocate(1);
    for (int i = 0; i < CONNECTIONS; i++) {
      First first = i % 2 == 0 ? First.CLIENT : First.ENDPOINT;
      try (SocketChannel connection = SocketChannel.open(SERVICE)) {
        oneByte.clear().put((byte) first.ordinal()).flip();
        connection.write(oneByte);
        assertThat(connection.read(oneByte.clear())).isEqualTo(1);
        if (first == First.ENDPOINT) {
          assertThat(connection.read(oneByte.clear())).isEqualTo(-1);
        }
      }
    }
    return CONNECTIONS;
  }

  private static int serve(ServerSocketChannel listening) throws IOException {
    ByteBuffer oneByte = ByteBuffer.allocate(1);
    for (int i = 0; i < CONNECTIONS; i++) {
      try (SocketChannel connection = listening.accept()) {
        assertThat(connection.read(oneByte.clear())).isEqualTo(1);
        connection.write(oneByte.flip());
        if (oneByte.get(0) == First.CLIENT.ordinal()) {
          assertThat(connection.read(oneByte.clear())).isEqualTo(-1);
        }
      }
    }
    return CONNECTIONS;
  }

  /** Connections of the load balancer's in TIME_WAIT. */
  private long waiting(String filter) {
    return balancer
        .run("ss", "-Htn", "state", "time-wait", filter)
        .requireSuccess()
        .out()
        .lines()
        .count();
  }

  private Sluice start(String transport) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s, eventLoops: 2}
        shutdown: {drainTimeout: 100ms}
        services:
          - name: web
            vips: [10.77.0.1]
            ports: [{port: 8080}]
            endpoints: ["10.77.1.2:80"]
        """
            .formatted(transport));
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), "run", "-f", file.toString()));
  }
}
