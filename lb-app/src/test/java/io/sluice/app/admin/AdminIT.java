package io.sluice.app.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sluice.app.metrics.Metrics;
import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problem;
import io.sluice.config.problem.Severity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What each path of the admin HTTP answers. */
final class AdminIT {
  private final FakeProcess process = new FakeProcess();
  private final Metrics metrics = new Metrics("1.2.3", process::statistics, process::lastReload);
  private final HttpClient client = HttpClient.newHttpClient();
  private AdminServer server;

  @BeforeEach
  void start() throws IOException {
    ListenAddress.Tcp anyPort = new ListenAddress.Tcp(IpAddress.parse("127.0.0.1"), 0);
    server = AdminServer.start(anyPort, new AdminApi(process, metrics));
  }

  @AfterEach
  void stop() {
    server.close();
    metrics.close();
    client.close();
  }

  @Test
  void readyProcessIsReady() throws Exception {
    HttpResponse<String> answer = get("/readyz");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("content-type")).hasValue("application/json");
    assertThat(json(answer).path("status").asText()).isEqualTo("ready");
  }

  @ParameterizedTest
  @ValueSource(strings = {"STARTING", "NOT_READY", "DRAINING"})
  void anyOtherStateIsNotReadyButAlive(ProcessState state) throws Exception {
    process.state = state;
    assertThat(get("/readyz").statusCode()).isEqualTo(503);
    assertThat(get("/healthz").statusCode()).isEqualTo(503);
    assertThat(get("/livez").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"/metrics", "/api/v1/services", "/api/v1/connections", "/api/v1/config"})
  void nothingElseIsShownBeforeTheStartIsOver(String path) throws Exception {
    process.state = ProcessState.STARTING;
    assertThat(get(path).statusCode()).isEqualTo(503);
  }

  @Test
  void servicesAreAKubernetesList() throws Exception {
    JsonNode list = json(get("/api/v1/services"));
    assertThat(list.path("kind").asText()).isEqualTo("List");
    assertThat(list.path("items").path(0).path("metadata").path("name").asText()).isEqualTo("web");
  }

  @Test
  void oneServiceIsItself() throws Exception {
    assertThat(json(get("/api/v1/services/default/web")).path("kind").asText())
        .isEqualTo("Service");
    assertThat(get("/api/v1/services/other/web").statusCode()).isEqualTo(404);
    assertThat(get("/api/v1/services/default").statusCode()).isEqualTo(404);
  }

  @Test
  void connectionsTellThePathOfEachDirectionAndWhy() throws Exception {
    process.connections = List.of(FakeProcess.connection("shop", "web", "192.0.2.1:40000", 3));
    JsonNode list = json(get("/api/v1/connections"));
    assertThat(list.path("kind").asText()).isEqualTo("List");
    assertThat(list.path("metadata")).isEmpty();
    JsonNode connection = list.path("items").path(0);
    assertThat(connection.path("kind").asText()).isEqualTo("Connection");
    assertThat(connection.path("metadata").path("namespace").asText()).isEqualTo("shop");
    assertThat(Instant.parse(connection.path("metadata").path("creationTimestamp").asText()))
        .isBetween(Instant.now().minusSeconds(60), Instant.now().minusSeconds(3));
    assertThat(connection.path("spec").toString())
        .isEqualTo(
            "{\"service\":\"web\",\"port\":\"http\",\"client\":\"192.0.2.1:40000\","
                + "\"vip\":\"10.96.0.1:80\",\"endpoint\":\"10.0.0.1:8080\"}");
    assertThat(connection.path("status").toString())
        .isEqualTo(
            "{\"state\":\"Relaying\","
                + "\"fromClient\":{\"bytes\":700,\"path\":\"copy\",\"reason\":\"messages\"},"
                + "\"fromEndpoint\":{\"bytes\":5242880,\"path\":\"splice\","
                + "\"reason\":\"stream\"}}");
  }

  @Test
  void onlySoManyConnectionsAreListedAndTheRestIsCounted() throws Exception {
    process.connections =
        IntStream.range(0, 7)
            .mapToObj(i -> FakeProcess.connection("shop", "web", "192.0.2.1:4000" + i, i))
            .toList();
    JsonNode list = json(get("/api/v1/connections?limit=3"));
    assertThat(list.path("items")).hasSize(3);
    assertThat(list.path("metadata").path("remainingItemCount").asInt()).isEqualTo(4);
    for (String wrong : new String[] {"0", "-1", "100001", "many", ""}) {
      HttpResponse<String> answer = get("/api/v1/connections?limit=" + wrong);
      assertThat(answer.statusCode()).as(wrong).isEqualTo(400);
      assertThat(json(answer).path("message").asText()).contains("1 to 100000");
    }
  }

  @Test
  void configurationTellsSettingsAndTheLastReload() throws Exception {
    process.report =
        new ReloadReport(
            ReloadReport.Outcome.INVALID,
            Instant.EPOCH,
            List.of(
                new Problem(
                    Severity.ERROR, new Position("a.yaml", 2, 3, 4), "x.y", "port-range", "no")),
            "the text",
            List.of(),
            List.of());
    JsonNode view = json(get("/api/v1/config"));
    assertThat(view.path("generation").asInt()).isEqualTo(3);
    assertThat(view.path("settings").path("admin").path("listen").asText())
        .isEqualTo("127.0.0.1:9900");
    JsonNode reload = view.path("lastReload");
    assertThat(reload.path("outcome").asText()).isEqualTo("invalid");
    assertThat(reload.path("text").asText()).isEqualTo("the text");
    assertThat(reload.path("problems").path(0).path("rule").asText()).isEqualTo("port-range");
  }

  @Test
  void reloadAnswersWithItsOutcome() throws Exception {
    HttpResponse<String> answer = client.send(reload().build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("outcome").asText()).isEqualTo("applied");
    assertThat(process.reloads).hasValue(1);
  }

  @Test
  void getNeverChangesState() throws Exception {
    HttpResponse<String> answer = get("/api/v1/reload");
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("POST");
    assertThat(process.reloads).hasValue(0);
  }

  @Test
  void wrongMethodIsToldWhatIsAllowed() throws Exception {
    HttpRequest delete = request("/metrics").DELETE().build();
    HttpResponse<String> answer = client.send(delete, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(405);
    assertThat(answer.headers().firstValue("allow")).hasValue("GET, HEAD");
  }

  @Test
  void prometheusTextIsTheDefault() throws Exception {
    HttpResponse<String> answer = get("/metrics");
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("text/plain; version=0.0.4");
    assertThat(answer.body())
        .contains("sluice_config_generation 3", "sluice_build_info{version=\"1.2.3\"} 1")
        .contains("jvm_memory_used_bytes", "process_uptime_seconds");
  }

  @Test
  void openMetricsIsThereForWhoAsks() throws Exception {
    HttpRequest scrape =
        request("/metrics").header("Accept", "application/openmetrics-text;version=1.0.0").build();
    HttpResponse<String> answer = client.send(scrape, BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("content-type").orElseThrow())
        .startsWith("application/openmetrics-text");
    assertThat(answer.body()).endsWith("# EOF\n");
  }

  @Test
  void scraperThatPrefersProtobufGetsText() throws Exception {
    HttpRequest scrape =
        request("/metrics")
            .header(
                "Accept",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;"
                    + "encoding=delimited;q=0.6,application/openmetrics-text;version=1.0.0;"
                    + "escaping=allow-utf-8;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2")
            .build();
    HttpResponse<String> answer = client.send(scrape, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("sluice_config_generation");
  }

  @Test
  void longAnswerComesWholeInPiecesOrCompressed() throws Exception {
    process.configuration =
        new io.sluice.config.model.Configuration(
            process.configuration.settings(),
            List.of(),
            new io.sluice.config.model.Inventory(
                IntStream.range(0, 5_000)
                    .mapToObj(i -> FakeProcess.service("default", "service-" + i))
                    .toList(),
                List.of(),
                List.of(),
                List.of()));
    assertThat(json(get("/api/v1/services")).path("items")).hasSize(5_000);
    HttpResponse<byte[]> compressed =
        client.send(
            request("/api/v1/services").header("Accept-Encoding", "gzip").build(),
            BodyHandlers.ofByteArray());
    byte[] body = new GZIPInputStream(new ByteArrayInputStream(compressed.body())).readAllBytes();
    JsonNode list = new ObjectMapper().readTree(body);
    assertThat(list.path("items")).hasSize(5_000);
  }

  @Test
  void oneConnectionServesManyRequestsSentAhead() throws Exception {
    try (RawClient raw = new RawClient(server)) {
      raw.send("GET /livez HTTP/1.1\r\nHost: localhost\r\n\r\n".repeat(3));
      raw.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
      String answers = raw.readToEnd();
      assertThat(answers.split("HTTP/1.1 200 OK", -1)).hasSize(5);
      assertThat(answers.indexOf("ready")).isGreaterThan(answers.lastIndexOf("live"));
    }
  }

  @Test
  void headHasNoBody() throws Exception {
    HttpRequest head =
        request("/metrics").method("HEAD", HttpRequest.BodyPublishers.noBody()).build();
    HttpResponse<String> answer = client.send(head, BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
  }

  private HttpRequest.Builder reload() {
    return request("/api/v1/reload").POST(HttpRequest.BodyPublishers.noBody());
  }

  private HttpResponse<String> get(String path) throws IOException, InterruptedException {
    return client.send(request(path).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://" + server.address() + path));
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
