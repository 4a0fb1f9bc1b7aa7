package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Confines;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.PipeHog;
import io.sluice.rig.ReadableClasses;
import io.sluice.rig.ServerProcess;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The kernel refuses pipes, splice(2) or io_uring: bytes take another way, and nobody notices. */
@Timeout(90)
class SpliceFaultsIT {
  private static final int BYTES = 1 << 20;
  private static final Executor THREADS = task -> Thread.ofVirtual().start(task);

  private static final List<String> AS_NOBODY =
      List.of(
          "setpriv",
          "--reuid=nobody",
          "--regid=nogroup",
          "--clear-groups",
          "--inh-caps=-all",
          "--bounding-set=-all");

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;
  private ServerSocketChannel listening;

  @BeforeEach
  void listen() {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
    listening =
        namespaces.with(
            host.inside(
                () ->
                    ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9001))));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"Epoll", "IoUring"})
  @Tag("F25")
  void withoutPipesBytesAreCopied(String transport) throws Exception {
    Sluice sluice = start(transport, Confines.injecting("pipe2", "error=ENFILE:when=1+"));
    assertThatBytesPass(3);
    assertThat(sluice.process().descriptorTargets()).noneMatch(SpliceFaultsIT::isPipe);
    awaitQuiet(sluice);
  }

  /** The first splice fills a pipe and the second empties it: each is refused in its turn. */
  @ParameterizedTest
  @CsvSource({
    "Epoll, error=ENOMEM:when=3+5",
    "Epoll, error=EAGAIN:when=3+16",
    "IoUring, error=EINVAL:when=2+3"
  })
  @Tag("F26")
  void splicesThatFailLoseNothing(String transport, String fault) throws Exception {
    Sluice sluice = start(transport, Confines.injecting("splice", fault));
    assertThatBytesPass(4);
    assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(1);
    awaitQuiet(sluice);
  }

  @ParameterizedTest
  @ValueSource(strings = {"Epoll", "IoUring"})
  @Tag("F22")
  void withoutDescriptorsForAPipeBytesAreCopied(String transport) throws Exception {
    Sluice sluice = start(transport, Confines.NONE);
    // By this every class is loaded, which takes descriptors; then it keeps the pipes.
    try (SocketChannel stalled = connect();
        SocketChannel stalledServed = listening.accept()) {
      assertThatBytesPass(stalled, stalledServed, 0);
      fill(stalled);
      fill(stalledServed);
      int pipes = pipes(sluice);
      sluice.process().leaveDescriptors(2);
      assertThatBytesAreCopiedFor(sluice, pipes);
    }
  }

  private void assertThatBytesAreCopiedFor(Sluice sluice, int pipes) throws Exception {
    try (SocketChannel client = connect();
        SocketChannel served = listening.accept()) {
      assertThatBytesPass(client, served, 1);
      assertThat(pipes(sluice)).isEqualTo(pipes);
      sluice.process().limitDescriptors(1024);
      assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(1);
      assertThat(sluice.metric("sluice_connect_failures_total")).isZero();
      assertThatBytesPass(client, served, 2);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Epoll", "IoUring"})
  @Tag("F24")
  void wherePipesAreSmallBytesAreCopied(String transport) throws Exception {
    ReadableClasses.readableByAll(folder);
    Confines asNobody = new Confines(AS_NOBODY, List.of());
    ServerProcess hog = namespaces.with(startPipeHog());
    Sluice sluice = start(transport, asNobody);
    assertThatBytesPass(3);
    assertThat(pipes(sluice)).isZero();
    hog.close();
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              assertThatBytesPass(1);
              return pipes(sluice) > 0;
            });
  }

  private ServerProcess startPipeHog() throws IOException {
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command = new ArrayList<>(AS_NOBODY);
    String classPath = ReadableClasses.classPathOf(PipeHog.class, folder);
    command.addAll(List.of(java, "-Xmx64m", "-cp", classPath, PipeHog.class.getName()));
    ServerProcess hog = ServerProcess.start(host, command, folder.resolve("hog.log"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              hog.requireAlive();
              return hog.log().contains("has ");
            });
    return hog;
  }

  private static int pipes(Sluice sluice) throws IOException {
    return (int)
        sluice.process().descriptorTargets().stream().filter(SpliceFaultsIT::isPipe).count();
  }

  /** Sends until nothing more is taken. */
  private static void fill(SocketChannel channel) throws IOException {
    channel.configureBlocking(false);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(200))
        .until(
            () -> {
              int count = 0;
              for (int n = 1; n > 0; count += n) {
                n = channel.write(ByteBuffer.allocate(BYTES));
              }
              return count == 0;
            });
  }

  @Test
  @Tag("F27")
  void withoutIoUringItStartsWithEpollAndSaysSo() throws Exception {
    Sluice sluice = start("IoUring", Confines.injecting("io_uring_setup", "error=EPERM"));
    assertThatBytesPass(1);
    assertThat(sluice.process().log().lines().filter(line -> line.contains("is missing")))
        .as(sluice.process().log())
        .hasSize(1);
    assertThat(sluice.process().descriptorTargets())
        .noneMatch(target -> target.contains("[io_uring]"));
  }

  private static boolean isPipe(String target) {
    return target.startsWith("pipe:");
  }

  private void assertThatBytesPass(int connections) throws Exception {
    for (int i = 0; i < connections; i++) {
      try (SocketChannel client = connect();
          SocketChannel served = listening.accept()) {
        assertThatBytesPass(client, served, i);
        client.shutdownOutput();
        assertThat(served.read(ByteBuffer.allocate(1))).isEqualTo(-1);
        served.shutdownOutput();
        assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(-1);
      }
    }
  }

  private static void assertThatBytesPass(SocketChannel client, SocketChannel served, long seed)
      throws Exception {
    CompletableFuture<String> up = CompletableFuture.supplyAsync(() -> hash(served), THREADS);
    CompletableFuture<String> down = CompletableFuture.supplyAsync(() -> hash(client), THREADS);
    CompletableFuture<String> sentDown =
        CompletableFuture.supplyAsync(() -> send(served, ~seed), THREADS);
    String sentUp = send(client, seed);
    assertThat(up.get(40, TimeUnit.SECONDS)).isEqualTo(sentUp);
    assertThat(down.get(40, TimeUnit.SECONDS)).isEqualTo(sentDown.get(1, TimeUnit.SECONDS));
  }

  private static String send(SocketChannel to, long seed) {
    byte[] bytes = new byte[BYTES];
    new SplittableRandom(seed).nextBytes(bytes);
    try {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        to.write(left);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return hash(bytes);
  }

  private static String hash(SocketChannel from) {
    ByteBuffer bytes = ByteBuffer.allocate(BYTES);
    try {
      while (bytes.hasRemaining()) {
        if (from.read(bytes) < 0) {
          throw new AssertionError("ended after " + bytes.position());
        }
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return hash(bytes.array());
  }

  private static String hash(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private SocketChannel connect() {
    return host.inside(
        () -> SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080)));
  }

  /** Within a second it uses little processor time: it does not try again and again. */
  private static void awaitQuiet(Sluice sluice) {
    Duration window = Duration.ofSeconds(1);
    Duration[] last = {sluice.process().processorTime()};
    await()
        .atMost(Duration.ofSeconds(10))
        .pollDelay(window)
        .pollInterval(window)
        .until(
            () -> {
              Duration before = last[0];
              last[0] = sluice.process().processorTime();
              return last[0].minus(before).compareTo(Duration.ofMillis(100)) < 0;
            });
  }

  private Sluice start(String transport, Confines confines) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s, eventLoops: 1, zeroCopy: Always}
        shutdown: {drainTimeout: 100ms}
        services:
          - name: web
            vips: [127.0.0.1]
            ports: [{port: 8080}]
            endpoints: ["127.0.0.1:9001"]
        """
            .formatted(transport));
    boolean isByAnother = confines.wrapper().equals(AS_NOBODY);
    String classPath = isByAnother ? ReadableClasses.classPath(folder) : Sluice.classPath();
    return namespaces.with(
        Sluice.startFrom(classPath, host, folder.resolve("log"), confines, file.toString()));
  }
}
