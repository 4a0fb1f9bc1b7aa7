package io.sluice.app.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.kubernetes.PodPort;
import io.sluice.config.model.IpAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Echo pods as a client sees them. */
@Timeout(60)
final class EchoPodsIT {
  private int port;
  private EchoPods pods;

  @BeforeEach
  void start() throws IOException {
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    pods = EchoPods.start(List.of(new PodPort("pod-1", IpAddress.parse("127.0.0.1"), port)));
  }

  @AfterEach
  void stop() {
    pods.close();
  }

  @Test
  void requestIsEchoedAsOneLine() throws IOException {
    assertThat(bodies("GET /a?b=c HTTP/1.1", "Host: 127.97.91.208:8080", "Connection: close"))
        .endsWith("Host=127.97.91.208  Path=/a?b=c  From=pod-1  ClientIP=127.0.0.1  XFF=\n");
  }

  @Test
  void forwardedForIsShown() throws IOException {
    assertThat(
            bodies(
                "GET / HTTP/1.1",
                "Host: [::1]:80",
                "X-Forwarded-For: 1.2.3.4",
                "X-Forwarded-For: 5.6.7.8",
                "Connection: close"))
        .endsWith("Host=[::1]  Path=/  From=pod-1  ClientIP=127.0.0.1  XFF=1.2.3.4, 5.6.7.8\n");
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws IOException {
    String answers =
        exchange(
            "GET /1 HTTP/1.1\r\nHost: a\r\n\r\n"
                + "POST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nxyz"
                + "GET /3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
    assertThat(answers).containsSubsequence("Path=/1 ", "Path=/2 ", "Path=/3 ");
  }

  @Test
  void oldClientsAreLetGoAfterTheAnswer() throws IOException {
    assertThat(bodies("GET / HTTP/1.0")).contains("Host=  Path=/  ");
  }

  @Test
  void nonsenseIsABadRequest() throws IOException {
    assertThat(exchange("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void portInUseIsNamed() {
    List<PodPort> same = List.of(new PodPort("pod-2", IpAddress.parse("127.0.0.1"), port));
    org.assertj.core.api.Assertions.assertThatThrownBy(() -> EchoPods.start(same))
        .hasMessageContaining("cannot listen on 127.0.0.1:" + port + " for the echo pod pod-2");
  }

  @Test
  void everySampleIsBundled() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("../config/samples"))) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".yaml"))
          .containsExactlyInAnyOrderElementsOf(SampleCluster.FILES);
    }
  }

  @Test
  void samplesLiveOnLoopbackAddressesAndPortsOfAnyUser() {
    assertThat(SampleCluster.read().podPorts())
        .hasSize(8)
        .allMatch(podPort -> podPort.address().toInetAddress().isLoopbackAddress())
        .allMatch(podPort -> podPort.port() >= 1024);
  }

  private String bodies(String... head) throws IOException {
    return exchange(String.join("\r\n", head) + "\r\n\r\n");
  }

  private String exchange(String text) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }
}
