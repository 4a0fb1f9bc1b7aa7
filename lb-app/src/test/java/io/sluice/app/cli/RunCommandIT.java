package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.app.demo.EchoPods;
import io.sluice.config.kubernetes.PodPort;
import io.sluice.config.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice run} as a process: start, signals, reload, exit codes. */
@Timeout(180)
final class RunCommandIT {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  @TempDir private Path folder;

  private int endpointPort;
  private int servicePort;
  private int adminPort;
  private EchoPods pods;
  private Path file;
  private final HttpClient client = HttpClient.newHttpClient();

  @BeforeEach
  void start() throws IOException {
    endpointPort = freePort();
    servicePort = freePort();
    adminPort = freePort();
    pods = EchoPods.start(List.of(new PodPort("pod", IpAddress.of(LOOPBACK), endpointPort)));
    file = Files.writeString(folder.resolve("edge.yaml"), configuration("web"));
  }

  @AfterEach
  void stop() {
    pods.close();
    client.close();
  }

  @Test
  void f55TermDrainsAndExitsWith0() throws Exception {
    try (SluiceProcess sluice = running()) {
      assertThat(getOnce("http://127.0.0.1:" + servicePort + "/x"))
          .isEqualTo("Host=127.0.0.1  Path=/x  From=pod  ClientIP=127.0.0.1  XFF=\n");
      try (Socket open = new Socket(LOOPBACK, servicePort)) {
        open.getOutputStream().write("GET /".getBytes(StandardCharsets.US_ASCII));
        awaitActiveConnections(1);
        sluice.signal("TERM");
        sluice.awaitLog("draining");
        await().until(() -> status("/readyz") == 503);
        assertThat(status("/livez")).isEqualTo(200);
        await().until(() -> isRefused(servicePort));
        open.getOutputStream()
            .write(
                "late HTTP/1.1\r\nHost: web\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII));
        assertThat(new String(open.getInputStream().readAllBytes(), StandardCharsets.US_ASCII))
            .contains("Path=/late");
      }
      assertThat(sluice.awaitExit()).isZero();
      assertThat(sluice.err()).endsWith("stopped\n");
      assertThat(sluice.out()).isEmpty();
    }
  }

  @Test
  void f55SecondTermExitsAtOnce() throws Exception {
    try (SluiceProcess sluice = running();
        Socket open = new Socket(LOOPBACK, servicePort)) {
      open.getOutputStream().write('G');
      awaitActiveConnections(1);
      sluice.signal("TERM");
      sluice.awaitLog("draining");
      sluice.signal("TERM");
      assertThat(sluice.awaitExit()).isEqualTo(143);
    }
  }

  @Test
  void hupTakesUpTheNewConfiguration() throws Exception {
    try (SluiceProcess sluice = running()) {
      Files.writeString(file, configuration("renamed"));
      sluice.signal("HUP");
      sluice.awaitLog("configuration reloaded");
      Run services = Run.of("get", "svc", "--admin", "127.0.0.1:" + adminPort);
      assertThat(services.out()).contains("renamed");
      assertThat(get("http://127.0.0.1:" + servicePort + "/")).contains("From=pod");
    }
  }

  @Test
  void connectionsAreListedWithTheirPath() throws Exception {
    try (SluiceProcess sluice = running();
        Socket open = new Socket(LOOPBACK, servicePort)) {
      assertThat(sluice.err()).contains(" zeroCopy=");
      String address = "127.0.0.1:" + adminPort;
      open.getOutputStream().write('G');
      await()
          .untilAsserted(
              () -> {
                Run table = Run.of("get", "connections", "--admin", address);
                assertThat(table.out()).contains("Relaying").doesNotContain("NAMESPACE");
              });
      Run wide = Run.of("get", "connections", "-A", "-o", "wide", "--admin", address);
      assertThat(wide.err()).isEmpty();
      assertThat(wide.out().lines()).hasSize(2);
      assertThat(wide.out().lines().toList().getLast().split(" {2,}"))
          .startsWith("default", "web", "127.0.0.1:" + open.getLocalPort())
          .contains("127.0.0.1:" + endpointPort, "127.0.0.1:" + servicePort, "copy");
      Run path =
          Run.of(
              "get",
              "connections",
              "-l",
              "kubernetes.io/service-name=web",
              "-o",
              "jsonpath={.items[*].status.fromClient.path}",
              "--admin",
              address);
      assertThat(path.out()).isEqualTo("copy");
      Run none = Run.of("get", "connections", "-n", "other", "--admin", address);
      assertThat(none).isEqualTo(new Run(0, "", "No resources found in other namespace.\n"));
    }
  }

  @Test
  void f42HupWithProblemsKeepsTheOldConfiguration() throws Exception {
    try (SluiceProcess sluice = running()) {
      Files.writeString(file, configuration("web").replace("port: " + servicePort, "port: 70000"));
      sluice.signal("HUP");
      sluice.awaitLog("configuration not reloaded");
      assertThat(sluice.err()).contains("70000 is not a port");
      assertThat(get("http://127.0.0.1:" + servicePort + "/")).contains("From=pod");
      assertThat(get(admin("/metrics")))
          .contains("sluice_config_last_reload_successful 0", "sluice_config_generation 1");
      assertThat(get(admin("/api/v1/config"))).contains("70000 is not a port", "invalid");
      Run reload = Run.of("reload", "--admin", "127.0.0.1:" + adminPort);
      assertThat(reload.exitCode()).isEqualTo(2);
      assertThat(reload.err()).contains("edge.yaml:", "70000 is not a port", "^^^^^");
    }
  }

  @Test
  void f39ReloadThatCannotBindChangesNothing() throws Exception {
    try (SluiceProcess sluice = running();
        ServerSocket taken = new ServerSocket(0, 1, LOOPBACK)) {
      Files.writeString(
          file,
          configuration("web")
              .replace(
                  "port: " + servicePort,
                  "port: %d, name: a, targetPort: 1}, {port: %d, name: b, targetPort: 1"
                      .formatted(servicePort, taken.getLocalPort())));
      Run reload = Run.of("reload", "--admin", "127.0.0.1:" + adminPort);
      assertThat(reload.exitCode()).isEqualTo(1);
      assertThat(reload.err()).contains("cannot listen on 127.0.0.1:" + taken.getLocalPort());
      assertThat(get("http://127.0.0.1:" + servicePort + "/")).contains("From=pod");
      assertThat(get(admin("/metrics"))).contains("sluice_config_last_reload_successful 0");
      assertThat(sluice.isAlive()).isTrue();
    }
  }

  @Test
  void settingsThatNeedARestartAreNamed() throws Exception {
    try (SluiceProcess sluice = running()) {
      Files.writeString(
          file, "dataPlane: {transport: Nio, eventLoops: 1}\n", StandardOpenOption.APPEND);
      Run reload = Run.of("reload", "--admin", "127.0.0.1:" + adminPort);
      assertThat(reload.exitCode()).isZero();
      assertThat(reload.err()).contains("dataPlane.transport", "dataPlane.eventLoops");
      sluice.awaitLog("settings=dataPlane.transport,dataPlane.eventLoops");
    }
  }

  @Test
  void f38ListenerInUseIsNamedAndNothingIsLeftBound() throws Exception {
    try (ServerSocket taken = new ServerSocket(servicePort, 1, LOOPBACK);
        SluiceProcess sluice = SluiceProcess.start(folder, "run", "-f", file.toString())) {
      assertThat(sluice.awaitExit()).isEqualTo(1);
      assertThat(sluice.err())
          .contains("sluice: cannot listen on 127.0.0.1:" + taken.getLocalPort() + "/TCP")
          .doesNotContain("Exception");
    }
  }

  @Test
  void f38AdminPortInUseIsNamedAndNothingIsLeftBound() throws Exception {
    try (ServerSocket taken = new ServerSocket(adminPort, 1, LOOPBACK);
        SluiceProcess sluice = SluiceProcess.start(folder, "run", "-f", file.toString())) {
      assertThat(sluice.awaitExit()).isEqualTo(1);
      assertThat(sluice.err())
          .contains("sluice: cannot listen on 127.0.0.1:" + taken.getLocalPort())
          .contains("admin HTTP")
          .doesNotContain("Exception");
    }
  }

  @Test
  void f41AddressThatTheHostLacksIsNamed() throws Exception {
    Files.writeString(file, configuration("web").replace("vips: [127.0.0.1]", "vips: [192.0.2.1]"));
    try (SluiceProcess sluice = SluiceProcess.start(folder, "run", "-f", file.toString())) {
      assertThat(sluice.awaitExit()).isEqualTo(1);
      assertThat(sluice.err()).contains("cannot listen on 192.0.2.1:" + servicePort);
    }
  }

  @Test
  void adminMayListenOnAUnixSocket() throws Exception {
    Path socket = folder.resolve("admin.sock");
    Files.writeString(
        file, configuration("web").replace("127.0.0.1:" + adminPort, "unix:" + socket));
    try (SluiceProcess sluice = SluiceProcess.start(folder, "run", "-f", file.toString())) {
      sluice.awaitLog("started ");
      Run services = Run.of("get", "svc", "--admin", "unix:" + socket);
      assertThat(services.out()).contains("web");
      sluice.signal("INT");
      assertThat(sluice.awaitExit()).isZero();
      assertThat(socket).doesNotExist();
    }
  }

  @Test
  void logMayBeJson() throws Exception {
    try (SluiceProcess sluice =
        SluiceProcess.start(folder, "run", "--log-format", "json", "-f", file.toString())) {
      sluice.awaitLog("started ");
      sluice.signal("TERM");
      assertThat(sluice.awaitExit()).isZero();
      assertThat(sluice.err().lines())
          .isNotEmpty()
          .allMatch(line -> Trees.parse(line).path("level").isTextual());
    }
  }

  private SluiceProcess running() throws IOException {
    SluiceProcess sluice = SluiceProcess.start(folder, "run", "-f", file.toString());
    sluice.awaitLog("started ");
    return sluice;
  }

  private String configuration(String name) {
    return
"""
admin: {listen: "127.0.0.1:%d"}
services:
  - name: %s
    vips: [127.0.0.1]
    ports: [{port: %d}]
    endpoints: [127.0.0.1:%d]
"""
        .formatted(adminPort, name, servicePort, endpointPort);
  }

  private void awaitActiveConnections(int number) {
    await().until(() -> get(admin("/api/v1/config")).contains("\"active\" : " + number));
  }

  private int status(String path) throws IOException, InterruptedException {
    return send(admin(path)).statusCode();
  }

  private String get(String url) throws IOException, InterruptedException {
    return send(url).body();
  }

  /* Leaves no connection behind that would have to be drained. */
  private static String getOnce(String url) throws IOException, InterruptedException {
    try (HttpClient once = HttpClient.newHttpClient()) {
      return once.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
          .body();
    }
  }

  private HttpResponse<String> send(String url) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
    return client.send(request, BodyHandlers.ofString());
  }

  private String admin(String path) {
    return "http://127.0.0.1:" + adminPort + path;
  }

  private static boolean isRefused(int port) {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      return !socket.isConnected();
    } catch (IOException e) {
      return true;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }
}
