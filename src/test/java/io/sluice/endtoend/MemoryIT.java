package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.ClientCrowd;
import io.sluice.rig.Confines;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
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
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Little memory: those who come wait, those who are there go on, and the process lives. */
@Timeout(120)
class MemoryIT {
  private static final String VIP = "10.77.0.1";
  private static final String ENDPOINT = "10.77.1.2";
  private static final int MOST_WAITING = 65_535;
  private static final int MOST_IN_SMALL_HEAP = 9000;
  private static final int STALLED = 800;

  /** Up to 9700 with 20 000 open files. */
  private static final int IDLE = Integer.getInteger("idle.connections", 2000);

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace endpoint;
  private ServerSocketChannel stalling;
  private ServerSocketChannel other;

  /** The endpoint takes whoever comes and reads nothing, but for port 81, which tests play. */
  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    endpoint = namespaces.create("endpoint");
    namespaces.connect(balancer, VIP + "/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", endpoint, ENDPOINT + "/24");
    endpoint.run("sysctl", "-qw", "net.core.somaxconn=65535").requireSuccess();
    stalling = listen(80);
    other = listen(81);
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = "Epoll")
  @Tag("F30")
  void newcomersWaitWhileTheHeapIsNearlyFull(String transport) throws IOException {
    Sluice sluice = start(transport, "-Xmx16m", "-XX:+ExitOnOutOfMemoryError");
    SocketChannel early = connect(8081);
    SocketChannel served = other.accept();
    exchange(early, served);
    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080));
    int arrived = 0;
    while (sluice.metric("sluice_overloads_total") == 0) {
      assertThat(arrived).as("connections in a small heap").isLessThan(MOST_IN_SMALL_HEAP);
      crowd.grow(500);
      arrived += 500;
    }
    crowd.grow(500);
    arrived += 500;
    exchange(early, served);
    sluice.process().requireAlive();

    crowd.shrink(arrived - 1);
    sluice.awaitMetric(1, "sluice_connections_active", "service=\"web\"");
    SocketChannel late = connect(8081);
    exchange(late, other.accept());
    // Also those who left while they waited were let in, and found gone.
    sluice.awaitMetric(arrived, "sluice_connections_total", "service=\"web\"");
    assertThat(sluice.process().log()).contains("memory is short").doesNotContain("ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F31")
  void stalledReceiversLeaveDirectMemoryToOthers(String transport) throws IOException {
    for (Namespace each : new Namespace[] {balancer, client, endpoint}) {
      each.run(
              "sysctl",
              "-qw",
              "net.ipv4.tcp_rmem=4096 8192 8192",
              "net.ipv4.tcp_wmem=4096 8192 8192")
          .requireSuccess();
    }
    Sluice sluice = start(transport, "-XX:MaxDirectMemorySize=32m");
    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(STALLED);
    SocketChannel early = connect(8081);
    SocketChannel served = other.accept();
    double before;
    double moved = 0;
    do {
      crowd.fill(1 << 20);
      before = moved;
      moved = sluice.metric("sluice_bytes_total");
    } while (moved > before);
    exchange(early, served);
    // Held back for a while, should it come to that.
    SocketChannel late = connect(8081);
    exchange(late, other.accept());
    assertThat(sluice.metric("sluice_closed_total")).isZero();

    // Resets all that wait to be accepted there.
    stalling.close();
    sluice.awaitMetric(2, "sluice_connections_active");
    exchange(early, served);
    assertThat(sluice.process().log()).doesNotContain("OutOfDirectMemory", "ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F32")
  void idleConnectionsCostLittle(String transport) throws IOException {
    // The whole heap is resident from the start, so what is resident beyond it is direct memory.
    Sluice sluice = start(transport, "-Xms128m", "-Xmx128m", "-XX:+AlwaysPreTouch");
    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(100);
    sluice.awaitMetric(100, "sluice_connections_active");
    long heapBefore = heapInUse(sluice);
    long residentBefore = sluice.process().residentBytes();
    long pipesBefore = pipes(sluice);

    crowd.grow(IDLE);
    sluice.awaitMetric(100 + IDLE, "sluice_connections_active");
    assertThat((heapInUse(sluice) - heapBefore) / IDLE)
        .as("bytes of heap for each")
        .isLessThan(2 * 1024);
    assertThat((sluice.process().residentBytes() - residentBefore) / IDLE)
        .as("bytes outside of the heap for each")
        .isLessThan(4 * 1024);
    assertThat(pipes(sluice)).isEqualTo(pipesBefore);
    await()
        .atMost(Duration.ofSeconds(30))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> processorShare(sluice, Duration.ofSeconds(2)), share -> share < 0.05);
  }

  /** How much of one processor it takes, watched for that long. */
  private static double processorShare(Sluice sluice, Duration window) {
    Duration before = sluice.process().processorTime();
    long begin = System.nanoTime();
    await().until(() -> System.nanoTime() - begin >= window.toNanos());
    Duration used = sluice.process().processorTime().minus(before);
    return (double) used.toNanos() / (System.nanoTime() - begin);
  }

  private static long heapInUse(Sluice sluice) {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    Output.ofSuccessful(List.of(jcmd, Long.toString(sluice.process().pid()), "GC.run"));
    return (long) sluice.metric("jvm_memory_used_bytes", "area=\"heap\"");
  }

  private static long pipes(Sluice sluice) throws IOException {
    return sluice.process().descriptorTargets().stream()
        .filter(target -> target.startsWith("pipe:"))
        .count();
  }

  private static void exchange(SocketChannel client, SocketChannel endpoint) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {1}));
    assertThat(endpoint.read(ByteBuffer.allocate(1))).isEqualTo(1);
    endpoint.write(ByteBuffer.wrap(new byte[] {2}));
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
  }

  private SocketChannel connect(int port) {
    return namespaces.with(
        client.inside(() -> SocketChannel.open(new InetSocketAddress(VIP, port))));
  }

  private ServerSocketChannel listen(int port) {
    return namespaces.with(
        endpoint.inside(
            () ->
                ServerSocketChannel.open()
                    .bind(new InetSocketAddress(ENDPOINT, port), MOST_WAITING)));
  }

  private Sluice start(String transport, String... options) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %1$s, eventLoops: 2}
        shutdown: {drainTimeout: 100ms}
        services:
          - {name: web, vips: [%2$s], ports: [{port: 8080}], endpoints: ["%3$s:80"]}
          - {name: other, vips: [%2$s], ports: [{port: 8081}], endpoints: ["%3$s:81"]}
        """
            .formatted(transport, VIP, ENDPOINT));
    return namespaces.with(
        Sluice.start(
            balancer,
            folder.resolve("log"),
            Confines.ofJvm(options),
            "run",
            "-f",
            file.toString()));
  }
}
