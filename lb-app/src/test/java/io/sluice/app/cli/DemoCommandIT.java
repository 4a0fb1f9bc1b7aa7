package io.sluice.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code sluice demo} as a newcomer meets it. */
@Timeout(180)
final class DemoCommandIT {
  private static final Pattern LINE =
      Pattern.compile("Host=([0-9.]+)  Path=/  From=(\\S+)  ClientIP=127\\.0\\.0\\.1  XFF=\n");

  @TempDir private Path folder;

  @Test
  void eachPodAnswersInItsTurnAndInterruptEndsItWith0() throws Exception {
    try (SluiceProcess demo = SluiceProcess.start(folder, "demo");
        HttpClient client = HttpClient.newHttpClient()) {
      String url = demo.awaitOut("curl (http://127\\.97\\.91\\.208:8080/)");
      String metrics = demo.awaitOut("curl (http://\\S+/metrics)");
      TreeMap<String, Integer> answers = new TreeMap<>();
      for (int i = 0; i < 30; i++) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url)).build();
        // A client of its own for each, so that each is a connection of its own.
        try (HttpClient once = HttpClient.newHttpClient()) {
          Matcher line = LINE.matcher(once.send(request, BodyHandlers.ofString()).body());
          assertThat(line.matches()).isTrue();
          assertThat(line.group(1)).isEqualTo("127.97.91.208");
          answers.merge(line.group(2), 1, Integer::sum);
        }
      }
      assertThat(answers.values()).containsExactly(10, 10, 10);
      HttpRequest scrape = HttpRequest.newBuilder(URI.create(metrics)).build();
      assertThat(client.send(scrape, BodyHandlers.ofString()).body())
          .contains("service=\"sample-clusterip\"} 30");
      demo.signal("INT");
      assertThat(demo.awaitExit()).isZero();
    }
  }

  @Test
  void takenAdminPortIsNoObstacle() throws Exception {
    try (ServerSocket taken = takeAdminPort();
        SluiceProcess demo = SluiceProcess.start(folder, "demo")) {
      String admin = demo.awaitOut("get services --admin (127\\.0\\.0\\.1:[0-9]+)");
      assertThat(demo.err()).contains("127.0.0.1:9900 is taken");
      assertThat(Run.of("get", "services", "--admin", admin).out()).contains("sample-clusterip");
      assertThat(taken.isBound()).isTrue();
    }
  }

  /* Not bound when somebody else has it: then it is taken as well. */
  private static ServerSocket takeAdminPort() throws IOException {
    ServerSocket socket = new ServerSocket();
    try {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 9900));
    } catch (BindException e) {
      socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }
    return socket;
  }
}
