package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.app.bench.BenchServers;
import io.sluice.app.bench.BenchServers.ListenPoint;
import io.sluice.config.model.Protocol;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** {@code sluice bench} as scripts call it. */
@Timeout(120)
final class BenchCommandIT {
  private static final String[] ONCE = {"--duration", "200ms", "--warmup", "50ms"};

  @TempDir private Path folder;

  static Stream<String> commands() {
    return new CommandLine(new BenchCommand()).getSubcommands().keySet().stream();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyCommandHasHelpWithAnExample(String command) {
    Run run = Run.of("bench", command, "--help");
    assertThat(run.exitCode()).isZero();
    assertThat(run.out()).contains("  sluice bench " + command);
  }

  @Test
  void resultOfTcpIsJson() throws Exception {
    try (BenchServers servers = echo(Protocol.TCP)) {
      Run run = run("tcp", servers, "--connections", "3", "--rate", "10000", "-o", "json");
      assertThat(run.exitCode()).isZero();
      assertThat(run.err()).isEqualTo("measuring\n");
      JsonNode json = new ObjectMapper().readTree(run.out());
      assertThat(json.get("mode").asText()).isEqualTo("open");
      assertThat(json.get("requests").asLong()).isEqualTo(2000);
      assertThat(json.get("requestsPerSecond").asDouble()).isEqualTo(10_000);
      assertThat(json.get("durationSeconds").asDouble()).isEqualTo(0.2);
      assertThat(json.has("connections")).isFalse();
      // The operating system counts CPU in ticks of 10 ms, so there has to be something to do.
      for (String name : List.of("bytesPerSecond", "generatorCpuSeconds")) {
        assertThat(json.get(name).asDouble()).as(name).isPositive();
      }
      for (String name : List.of("errors", "lost", "duplicates", "wrong")) {
        assertThat(json.get(name).asLong()).as(name).isZero();
      }
      for (String name : List.of("p50", "p90", "p99", "p999", "max", "mean")) {
        assertThat(json.get("latencyMicros").get(name).asDouble()).as(name).isPositive();
      }
      assertThat(json.get("generatorCpuMicrosPerRequest").asDouble()).isPositive();
    }
  }

  @Test
  void connectionsAreToldWhenReconnecting() throws Exception {
    try (BenchServers servers = echo(Protocol.TCP)) {
      Run run = run("tcp", servers, "--reconnect", "-o", "json");
      JsonNode json = new ObjectMapper().readTree(run.out());
      assertThat(json.get("mode").asText()).isEqualTo("closed");
      assertThat(json.get("connections").asLong())
          .isPositive()
          .isEqualTo(json.get("requests").asLong());
    }
  }

  @Test
  void resultOfUdpIsText() throws Exception {
    try (BenchServers servers = echo(Protocol.UDP)) {
      Run run = run("udp", servers, "--sessions", "3", "--in-flight", "2");
      assertThat(run.exitCode()).isZero();
      assertThat(run.out()).contains("requests ").contains("0 wrong").contains("own cost ");
    }
  }

  @Test
  void nothingAnsweredFails() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      String target = "127.0.0.1:" + silent.getLocalPort();
      Run run = Run.of("bench", "tcp", target, "--duration", "50ms", "--warmup", "0s");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.err()).contains("nothing was answered");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "bench",
        "bench tcp",
        "bench tcp 127.0.0.1",
        "bench tcp 192.0.2.1:80",
        "bench udp 192.0.2.1:80",
        "bench idle 192.0.2.1:80 --connections 1 --hold 1s",
        "bench echo --listen 0.0.0.0:9001/TCP",
        "bench sink --listen 127.0.0.1:9001/TCP",
        "bench echo --listen 127.0.0.1:9001",
        "bench tcp 127.0.0.1:80 --duration 2h",
        "bench tcp 127.0.0.1:80 --duration 10",
        "bench tcp 127.0.0.1:80 --connections 100001",
        "bench tcp 127.0.0.1:80 --rate 0",
        "bench udp 127.0.0.1:80 --rate -1",
        "bench udp 127.0.0.1:80 --size 23",
        "bench udp 127.0.0.1:80 --sessions 20000 --in-flight 4096",
        "bench udp 127.0.0.1:80 --one-way --sink 192.0.2.1:80"
      })
  void wrongUsageExitsWith64(String line) {
    Run run = Run.of(line.split(" "));
    assertThat(run.exitCode()).isEqualTo(64);
    assertThat(run.err()).startsWith("sluice: ").contains("--help");
    assertThat(run.err().contains("--allow-remote"))
        .isEqualTo(line.contains("192.0.2.1") || line.contains("0.0.0.0"));
  }

  @Test
  void idleConnectionsAreHeld() throws Exception {
    try (BenchServers servers = echo(Protocol.TCP)) {
      String target = "127.0.0.1:" + port(servers);
      Run run = Run.of("bench", "idle", target, "--connections", "300", "--hold", "100ms");
      assertThat(run).isEqualTo(new Run(0, "open 300\n", ""));
    }
  }

  @Test
  void idleConnectionThatEndsBeforeItsTimeIsSaid() throws Exception {
    try (ServerSocket ending = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> endOne(ending));
      String target = "127.0.0.1:" + ending.getLocalPort();
      Run run = Run.of("bench", "idle", target, "--connections", "2", "--hold", "500ms");
      assertThat(run.exitCode()).isEqualTo(1);
      assertThat(run.out()).isEqualTo("open 2\n");
      assertThat(run.err()).contains("1 connections ended before their time");
    }
  }

  private static void endOne(ServerSocket listening) {
    try {
      listening.accept().close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void serversSayThatTheyAreReadyAndEndWithTerm() throws Exception {
    try (SluiceProcess echo =
            SluiceProcess.start(folder, "bench", "echo", "--listen", "127.0.0.1:0/TCP");
        SluiceProcess sink =
            SluiceProcess.start(folder, "bench", "sink", "--listen", "127.0.0.1:0/UDP")) {
      echo.awaitOut("(?m)^ready$");
      sink.awaitOut("(?m)^ready$");
      String tcp = "127.0.0.1:" + echo.awaitOut("listening 127\\.0\\.0\\.1:([0-9]+)/TCP");
      String udp = "127.0.0.1:" + sink.awaitOut("listening 127\\.0\\.0\\.1:([0-9]+)/UDP");
      assertThat(run("tcp", tcp).exitCode()).isZero();
      assertThat(run("udp", udp, "--one-way").exitCode()).isZero();
      echo.signal("TERM");
      sink.signal("TERM");
      assertThat(echo.awaitExit()).isZero();
      assertThat(sink.awaitExit()).isZero();
    }
  }

  private static Run run(String command, BenchServers servers, String... options) {
    return run(command, "127.0.0.1:" + port(servers), options);
  }

  private static Run run(String command, String target, String... options) {
    return Run.of(
        Stream.of(Stream.of("bench", command, target), Stream.of(ONCE), Stream.of(options))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  private static BenchServers echo(Protocol protocol) throws Exception {
    InetSocketAddress any = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    return BenchServers.echo(List.of(new ListenPoint(any, protocol)));
  }

  private static int port(BenchServers servers) {
    return servers.addresses().getFirst().address().getPort();
  }
}
