package io.sluice.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.app.metrics.Metrics;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** F106, F107, F108: what no honest client does costs nothing and changes nothing. */
@Timeout(60)
final class AdminHostileClientIT {
  private static final AdminConnection.Deadlines SHORT = new AdminConnection.Deadlines(300, 60_000);

  private static final String RELOAD = "POST /api/v1/reload HTTP/1.1";
  private static final String LOCALHOST = "Host: localhost";

  private final FakeProcess process = new FakeProcess();
  private final Metrics metrics = new Metrics("1.2.3", process::statistics, process::lastReload);
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    server = start(AdminConnection.Deadlines.DEFAULT);
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "LOCALHOST:9900, 200",
    "127.0.0.1:9900, 200",
    "[::1]:9900, 200",
    "10.1.2.3:80, 200",
    "evil.example, 421",
    "evil.example:9900, 421",
    "127.0.0.1.evil.example, 421",
    "localhost.evil.example, 421",
    "[evil.example], 421",
    "'', 421",
  })
  void f108NameThatAnAttackerMayOwnIsNotOurHost(String host, int status) throws IOException {
    assertThat(answer("GET /livez HTTP/1.1", "Host: " + host))
        .startsWith("HTTP/1.1 " + status + " ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://evil.example", "null", "http://localhost:1", "https://localhost"})
  void f108ForeignOriginChangesNothing(String origin) throws IOException {
    assertThat(answer(RELOAD, LOCALHOST, "Origin: " + origin, "Content-Length: 0"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void ownOriginIsWelcome() throws IOException {
    assertThat(
            answer(
                RELOAD,
                "Host: localhost:9900",
                "Origin: http://localhost:9900",
                "Content-Length: 0"))
        .startsWith("HTTP/1.1 200 ");
  }

  @Test
  void f108TextThatAFormCouldSendIsNotJson() throws IOException {
    assertThat(
            answerWithBody(
                "{}", RELOAD, LOCALHOST, "Content-Type: text/plain", "Content-Length: 2"))
        .startsWith("HTTP/1.1 415 ");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void missingOrRepeatedHostIsABadRequest() throws IOException {
    assertThat(answer("GET /livez HTTP/1.1")).startsWith("HTTP/1.1 400 ");
    assertThat(answer("GET /livez HTTP/1.1", LOCALHOST, "Host: evil.example"))
        .startsWith("HTTP/1.1 400 ");
  }

  @Test
  void simpleHealthChecksOfHttp10NeedNoHost() throws IOException {
    assertThat(answer("GET /livez HTTP/1.0")).startsWith("HTTP/1.1 200 ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..%2f..%2fetc/passwd",
        "//",
        "//metrics",
        "/%00",
        "/metrics/",
        "/api/v1/services/%2e%2e/x",
        "/nothing",
        "/api",
        "/METRICS"
      })
  void f107OddPathsLeadNowhere(String path) throws IOException {
    assertThat(answer("GET " + path + " HTTP/1.1", LOCALHOST))
        .startsWith("HTTP/1.1 404 ")
        .doesNotContain("Exception", "\tat ");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "GET http://localhost/livez HTTP/1.1", // absolute form
        "CONNECT localhost:80 HTTP/1.1",
        "OPTIONS * HTTP/1.1",
        "not http at all"
      })
  void f107TargetThatIsNoPathIsABadRequest(String line) throws IOException {
    assertThat(answer(line, LOCALHOST)).startsWith("HTTP/1.1 400 ");
  }

  @Test
  void f107MethodIsTheOneOfTheRequestLine() throws IOException {
    assertThat(answer("GET /api/v1/reload HTTP/1.1", LOCALHOST, "X-HTTP-Method-Override: POST"))
        .startsWith("HTTP/1.1 405 ");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void f106LengthGivenInTwoWaysIsRefused() throws IOException {
    assertThat(
            answerWithBody(
                "0\r\n\r\n", RELOAD, LOCALHOST, "Content-Length: 5", "Transfer-Encoding: chunked"))
        .startsWith("HTTP/1.1 400 ");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void f106LongLineHeaderAndBodyAreRefused() throws IOException {
    assertThat(answer("GET /" + "a".repeat(5_000) + " HTTP/1.1", LOCALHOST))
        .startsWith("HTTP/1.1 414 ");
    assertThat(answer("GET / HTTP/1.1", LOCALHOST, "X: " + "a".repeat(9_000)))
        .startsWith("HTTP/1.1 431 ");
    // What the server has not read when it closes may reset the connection before the answer is in.
    assertThat(answer("GET / HTTP/1.1", LOCALHOST, "X: y\r\n".repeat(10_000) + "X: y"))
        .matches(answer -> answer.startsWith("HTTP/1.1 431 ") || answer.equals("<reset>"));
    assertThat(
            answer(RELOAD, LOCALHOST, "Content-Type: application/json", "Content-Length: 1000000"))
        .startsWith("HTTP/1.1 413 ");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void f106ClientThatTakesItsTimeIsLetGo() throws IOException {
    server.close();
    server = start(SHORT);
    try (RawClient silent = new RawClient(server);
        RawClient slow = new RawClient(server)) {
      slow.send("GET /livez HTTP/1.1\r\nHost: local");
      assertThat(slow.readToEnd()).isIn("", "<reset>");
      assertThat(silent.readToEnd()).isIn("", "<reset>");
    }
  }

  @Test
  void f106ConnectionsAreBounded() throws IOException {
    List<RawClient> clients = new ArrayList<>();
    try {
      for (int i = 0; i < AdminPipeline.MAX_CONNECTIONS; i++) {
        RawClient client = new RawClient(server);
        clients.add(client);
        client.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n");
        client.readUntil("live");
      }
      try (RawClient oneTooMany = new RawClient(server)) {
        assertThat(oneTooMany.readToEnd()).isIn("", "<reset>");
      }
      clients.getFirst().send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
      assertThat(clients.getFirst().readUntil("ready")).contains("200 OK");
    } finally {
      for (RawClient client : clients) {
        client.close();
      }
    }
  }

  @Test
  void failedRequestTellsNoSecrets() throws IOException {
    server.close();
    server =
        AdminServer.start(
            new ListenAddress.Tcp(IpAddress.parse("127.0.0.1"), 0),
            request -> {
              throw new IllegalStateException("secret");
            },
            AdminConnection.Deadlines.DEFAULT);
    assertThat(answer("GET / HTTP/1.1", LOCALHOST))
        .startsWith("HTTP/1.1 500 ")
        .doesNotContain("secret", "IllegalState");
  }

  private AdminServer start(AdminConnection.Deadlines deadlines) throws IOException {
    return AdminServer.start(
        new ListenAddress.Tcp(IpAddress.parse("127.0.0.1"), 0),
        new AdminApi(process, metrics),
        deadlines);
  }

  private String answer(String... head) throws IOException {
    return answerWithBody("", head);
  }

  private String answerWithBody(String body, String... head) throws IOException {
    try (RawClient client = new RawClient(server)) {
      client.send(String.join("\r\n", head) + "\r\nConnection: close\r\n\r\n" + body);
      return client.readToEnd();
    }
  }
}
