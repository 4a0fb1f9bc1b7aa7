package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.ServerProcess;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How many system calls the event loop makes for a request; strace counts them. */
@Timeout(120)
class SystemCallsIT {
  /** What an event loop calls for relays; the JVM's other threads call others. */
  private static final Set<String> RELAYING =
      Set.of(
          "accept4",
          "close",
          "connect",
          "epoll_ctl",
          "epoll_pwait2",
          "epoll_wait",
          "getsockopt",
          "io_uring_enter",
          "recvfrom",
          "sendto",
          "setsockopt",
          "shutdown",
          "socket",
          "splice");

  private static final Pattern CALLS =
      Pattern.compile("(?m)^ *[0-9.]+ +[0-9.]+ +\\d+ +(\\d+) +(?:\\d+ +)?(\\w+)$");
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;

  @BeforeEach
  void createHost() {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  /** Two receives, two sends and a share of a wait; io_uring submits those of a turn at once. */
  @ParameterizedTest
  @CsvSource({"Epoll, 5", "IoUring, 1.5"})
  void requestOfAnOpenConnectionTakesFewCalls(String transport, double most) throws IOException {
    assertCalls(transport, most);
  }

  @ParameterizedTest
  @CsvSource({"Epoll, 20", "IoUring, 11"})
  void requestOfItsOwnConnectionTakesFewCalls(String transport, double most) throws IOException {
    assertCalls(transport, most, "-H", "Connection: close");
  }

  private void assertCalls(String transport, double most, String... options) throws IOException {
    String address = "127.0.1.1:80";
    namespaces.with(Nginx.start(host, folder.resolve("nginx"), address, "pod"));
    Sluice sluice = start(transport, address);
    load(options);
    Path table = folder.resolve("strace");
    ServerProcess strace = trace(sluice, table);
    long requests = load(options);
    strace.signal("INT");
    strace.awaitExit();
    String counted = Files.readString(table);
    assertThat((double) calls(counted) / requests)
        .as("calls for each of %d requests\n%s", requests, counted)
        .isBetween(0.05, most);
  }

  private ServerProcess trace(Sluice sluice, Path table) throws IOException {
    Path log = folder.resolve("strace.log");
    String pid = Long.toString(sluice.process().pid());
    ServerProcess strace =
        namespaces.with(
            ServerProcess.start(
                host, List.of("strace", "-c", "-f", "-p", pid, "-o", table.toString()), log));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(20))
        .until(() -> strace.log().contains("attached"));
    return strace;
  }

  private static long calls(String table) {
    return CALLS
        .matcher(table)
        .results()
        .filter(line -> RELAYING.contains(line.group(2)))
        .mapToLong(line -> Long.parseLong(line.group(1)))
        .sum();
  }

  /** A second of requests over 32 connections: how many. */
  private long load(String... options) {
    List<String> command = new ArrayList<>(List.of("wrk", "-t1", "-c32", "-d1s"));
    command.addAll(Arrays.asList(options));
    command.add("http://127.0.0.1:8080/");
    Output output = host.run(command.toArray(String[]::new)).requireSuccess();
    Matcher requests = REQUESTS.matcher(output.out());
    assertThat(requests.find()).as(output.out()).isTrue();
    return Long.parseLong(requests.group(1));
  }

  private Sluice start(String transport, String endpoint) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s, eventLoops: 1}
        shutdown: {drainTimeout: 100ms}
        services:
          - {name: web, vips: [127.0.0.1], ports: [{port: 8080}], endpoints: ["%s"]}
        """
            .formatted(transport, endpoint));
    return namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
  }
}
