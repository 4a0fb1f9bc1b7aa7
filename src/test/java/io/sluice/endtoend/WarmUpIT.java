package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.ServerProcess;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The rehearsal before the first client: it comes before readiness, and nobody sees it. */
@Timeout(60)
class WarmUpIT {
  private static final String READY = "http://127.0.0.1:9900/readyz";
  private static final Duration POLL = Duration.ofMillis(5);

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

  @Test
  void leavesNoTraceInMetricsLogAndSockets() throws IOException {
    try (Sluice sluice = Sluice.start(host, folder.resolve("log"), "run", "-f", configuration())) {
      assertThat(sluice.metric("sluice_connections_total")).isZero();
      assertThat(sluice.metric("sluice_connections_active")).isZero();
      assertThat(sluice.metric("sluice_bytes_total")).isZero();
      assertThat(sluice.metric("sluice_closed_total")).isZero();
      assertThat(sluice.metric("sluice_udp_sessions_active")).isZero();
      assertThat(sluice.metric("sluice_udp_datagrams_total")).isZero();
      assertThat(sluice.metric("sluice_config_generation")).isEqualTo(1);
      assertThat(sluice.process().log())
          .doesNotContain("warm-up", "warmed up")
          .containsOnlyOnce("configuration applied");
      assertThat(host.run("ss", "-Hltn").requireSuccess().out().lines())
          .allMatch(line -> line.contains(":8080 ") || line.contains(":9900 "));
      assertThat(host.run("ss", "-Hlun").requireSuccess().out().lines())
          .allMatch(line -> line.contains(":8053 "));
      // It ran: its connections have left their ports waiting.
      assertThat(host.run("ss", "-Htn", "state", "time-wait").requireSuccess().out()).isNotEmpty();
    }
  }

  @Test
  void readinessWaitsForIt() throws IOException {
    // Long enough to be seen: a hundred rounds.
    List<String> command = with("-Dsluice.warmup=20000", "run", "-f", configuration());
    List<String> seen = new ArrayList<>();
    try (ServerProcess process = start(command)) {
      await()
          .pollInterval(POLL)
          .until(
              () -> {
                process.requireAlive();
                String status =
                    host.run("curl", "-s", "-o", "/dev/null", "-w", "%{http_code}", READY).out();
                seen.add(status);
                boolean isServed = !host.run("ss", "-Hltn", "sport", "=", "8080").out().isEmpty();
                return status.equals("200") && isServed;
              });
    }
    assertThat(seen).contains("503");
    assertThat(seen.subList(seen.indexOf("503"), seen.size())).doesNotContain("000");
  }

  @Test
  void canBeLeftOut() throws IOException {
    try (ServerProcess process = start(with("-Dsluice.warmup=off", "run", "-f", configuration()))) {
      await().until(() -> process.log().contains("started"));
      assertThat(host.run("ss", "-Htn", "state", "time-wait").requireSuccess().out()).isEmpty();
    }
  }

  @Test
  void startGoesOnWhereLoopbackLeadsNowhere() throws IOException {
    host.ip("link", "set", "lo", "down");
    try (ServerProcess process = start(Sluice.command("run", "-f", configuration()))) {
      await().until(() -> process.log().contains("started"));
    }
  }

  @Test
  void startGoesOnWithoutLoopbackAndSaysSo() throws IOException {
    host.ip("address", "flush", "dev", "lo");
    host.ip("address", "add", "10.97.91.208/32", "dev", "lo");
    Path file = Path.of(configuration());
    Files.writeString(
        file,
        "admin: {listen: off}\n" + Files.readString(file).replace("127.0.0.1", "10.97.91.208"));
    try (ServerProcess process = start(Sluice.command("run", "-f", file.toString()))) {
      await().until(() -> process.log().contains("started"));
      assertThat(process.log().lines().filter(line -> line.contains("warm-up"))).hasSize(1);
    }
  }

  private ServerProcess start(List<String> command) throws IOException {
    return ServerProcess.start(host, command, folder.resolve("log"));
  }

  private static List<String> with(String option, String... arguments) {
    List<String> command = new ArrayList<>(Sluice.command(arguments));
    command.add(1, option);
    return command;
  }

  private String configuration() throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        services:
          - name: web
            vips: [127.0.0.1]
            ports:
              - {name: http, port: 8080}
              - {name: dns, port: 8053, protocol: UDP}
            endpoints: [127.0.0.2]
        """);
    return file.toString();
  }
}
