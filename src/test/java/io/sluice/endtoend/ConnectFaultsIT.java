package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Links that drop, refuse and slow down, between real peers. */
@Timeout(120)
class ConnectFaultsIT {
  private static final String VIP = "10.77.0.1";
  private static final String FIRST = "10.77.1.2:80";
  private static final String SECOND = "10.77.2.2:80";
  private static final String NOWHERE = "203.0.113.9:80";

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace first;
  private Namespace second;
  private String linkOfSecond;

  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    first = namespaces.create("first");
    second = namespaces.create("second");
    namespaces.connect(balancer, VIP + "/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", first, "10.77.1.2/24");
    linkOfSecond = namespaces.connect(balancer, "10.77.2.1/24", second, "10.77.2.2/24");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F2")
  void droppedSynIsRetriedElsewhereAfterTheConnectTimeout(String transport) throws IOException {
    first.filterInput("tcp dport 80 drop");
    serve(second, SECOND, "second");
    Sluice sluice = start(transport, FIRST, SECOND);
    fetchTwice();
    assertThat(failures(sluice, "timeout"))
        .isPositive()
        .isEqualTo(sluice.metric("sluice_retries_total"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F1")
  void resetInsteadOfAnAnswerIsRetriedAtOnce(String transport) throws IOException {
    first.filterInput("tcp dport 80 reject with tcp reset");
    serve(second, SECOND, "second");
    Sluice sluice = start(transport, FIRST, SECOND);
    fetchTwice();
    assertThat(failures(sluice, "refused"))
        .isPositive()
        .isEqualTo(sluice.metric("sluice_retries_total"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F4")
  void prohibitedAndRoutelessEndpointsAreRetriedAtOnce(String transport) throws IOException {
    first.filterInput("tcp dport 80 reject with icmpx admin-prohibited");
    serve(second, SECOND, "second");
    Sluice sluice = start(transport, FIRST, NOWHERE, SECOND);
    fetchTwice();
    assertThat(failures(sluice, "unreachable"))
        .isPositive()
        .isEqualTo(sluice.metric("sluice_retries_total"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F11")
  void halfClosedClientThatVanishesIsGivenUp(String transport) throws IOException {
    try (ServerSocketChannel listening = listen(second)) {
      Sluice sluice = start(transport, SECOND);
      long descriptors = sluice.process().openDescriptors();
      try (SocketChannel vanishing = connect();
          SocketChannel served = listening.accept()) {
        vanishing.write(ByteBuffer.wrap(new byte[] {1}));
        vanishing.shutdownOutput();
        readToEnd(served);
        client.filterInput("drop");
        client.filterOutput("drop");
        sluice.awaitMetric(1, "sluice_closed_total", "reason=\"half_closed_timeout\"");
        awaitReset(second);
      }
      awaitDescriptors(sluice, descriptors);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F20")
  void clientThatIsSwitchedOffIsGivenUp(String transport) throws IOException {
    try (ServerSocketChannel listening = listen(second)) {
      Sluice sluice = start(transport, SECOND);
      long descriptors = sluice.process().openDescriptors();
      try (SocketChannel vanishing = connect();
          SocketChannel served = listening.accept()) {
        vanishing.write(ByteBuffer.wrap(new byte[] {1}));
        assertThat(served.read(ByteBuffer.allocate(1))).isEqualTo(1);
        client.filterInput("drop");
        client.filterOutput("drop");
        // Bytes on their way to it do not keep the connection: nobody takes them.
        served.write(ByteBuffer.wrap(new byte[100_000]));
        sluice.awaitMetric(1, "sluice_closed_total", "reason=\"idle_timeout\"");
        awaitReset(second);
      }
      awaitDescriptors(sluice, descriptors);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F16")
  void slowLinkDeliversEveryByte(String transport) throws IOException {
    Path file = folder.resolve("nginx/files/large");
    Files.createDirectories(file.getParent());
    byte[] bytes = new byte[2 << 20];
    new SplittableRandom(1).nextBytes(bytes);
    Files.write(file, bytes);
    serve(second, SECOND, "second");
    second.slowDown(linkOfSecond, "20mbit");
    start(transport, SECOND);
    Path received = folder.resolve("received");
    client
        .run(
            "curl",
            "-sSf",
            "--max-time",
            "60",
            "-o",
            received.toString(),
            "http://" + VIP + ":8080/files/large")
        .requireSuccess();
    assertThat(Files.mismatch(file, received)).isEqualTo(-1);
  }

  private void serve(Namespace namespace, String address, String name) throws IOException {
    namespaces.with(Nginx.start(namespace, folder.resolve("nginx"), address, name));
  }

  private Sluice start(String transport, String... endpoints) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane:
          transport: %s
        defaults:
          connectTimeout: 500ms
          idleTimeout: 2s
          halfClosedTimeout: 1s
        services:
          - name: web
            vips: [%s]
            ports: [{port: 8080}]
            endpoints: [%s]
        """
            .formatted(transport, VIP, String.join(", ", endpoints)));
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), "run", "-f", file.toString()));
  }

  /** Two connections: at least one of them meets the faulty endpoint. */
  private void fetchTwice() {
    for (int i = 0; i < 2; i++) {
      Output answer = client.run("curl", "-sS", "--max-time", "10", "http://" + VIP + ":8080/");
      assertThat(answer.requireSuccess().out()).isEqualTo("second\n");
    }
  }

  private static double failures(Sluice sluice, String reason) {
    return sluice.metric("sluice_connect_failures_total", "reason=\"" + reason + "\"");
  }

  private static ServerSocketChannel listen(Namespace namespace) {
    return namespace.inside(
        () -> ServerSocketChannel.open().bind(new InetSocketAddress("10.77.2.2", 80)));
  }

  private SocketChannel connect() {
    return client.inside(() -> SocketChannel.open(new InetSocketAddress(VIP, 8080)));
  }

  private static void readToEnd(SocketChannel channel) throws IOException {
    ByteBuffer buffer = ByteBuffer.allocate(1024);
    while (channel.read(buffer) >= 0) {
      buffer.clear();
    }
  }

  /**
   * After a FIN in the other direction reads go on answering the end of the stream, so the kernel's
   * table is asked: a reset connection is gone from it, a closed one would wait there.
   */
  private void awaitReset(Namespace namespace) {
    await()
        .atMost(Duration.ofSeconds(10))
        .until(() -> namespace.run("ss", "-Htn").requireSuccess().out().isEmpty());
  }

  private static void awaitDescriptors(Sluice sluice, long expected) {
    await().until(() -> sluice.process().openDescriptors(), count -> count <= expected);
  }
}
