package io.sluice.app.admin;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.sluice.app.metrics.Metrics;
import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.Manifest;
import io.sluice.core.metrics.LiveConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The paths of the admin HTTP and what is behind each. */
public final class AdminApi implements RequestHandler {
  private static final Logger log = LoggerFactory.getLogger(AdminApi.class);

  private static final String ONE_SERVICE = "/api/v1/services/";
  private static final String INDEX =
      """
      Sluice

      GET  /livez                            the process works
      GET  /readyz  /healthz                 it is ready for clients
      GET  /metrics                          for Prometheus
      GET  /api/v1/services                  as Kubernetes objects; likewise
           /api/v1/endpoints  /api/v1/endpointslices  /api/v1/pods
      GET  /api/v1/services/NAMESPACE/NAME
      GET  /api/v1/connections               live TCP connections, newest first; ?limit=10000
      GET  /api/v1/config                    effective settings and the last reload
      POST /api/v1/reload                    reads the configuration again
      """;

  private static final int DEFAULT_LIMIT = 10_000;
  private static final int MAX_LIMIT = 100_000;

  private final Administered process;
  private final Metrics metrics;

  /** Answers for this process. */
  public AdminApi(Administered process, Metrics metrics) {
    this.process = process;
    this.metrics = metrics;
  }

  @Override
  public AdminResponse handle(AdminRequest request) {
    return switch (request.path()) {
      case "/" -> get(request, () -> AdminResponse.text(INDEX));
      case "/livez" -> get(request, this::live);
      case "/readyz", "/healthz" -> get(request, this::ready);
      case "/metrics" -> get(request, () -> whenStarted(() -> scrape(request)));
      case "/api/v1/services" -> list(request, () -> inventory().services());
      case "/api/v1/endpoints" -> list(request, () -> inventory().endpoints());
      case "/api/v1/endpointslices" -> list(request, () -> inventory().endpointSlices());
      case "/api/v1/pods" -> list(request, () -> inventory().pods());
      case "/api/v1/connections" -> get(request, () -> whenStarted(() -> connections(request)));
      case "/api/v1/config" -> get(request, () -> whenStarted(this::configuration));
      case "/api/v1/reload" -> post(request, () -> whenStarted(() -> reload(request)));
      default ->
          request.path().startsWith(ONE_SERVICE)
              ? get(request, () -> whenStarted(() -> service(request)))
              : notFound();
    };
  }

  private AdminResponse live() {
    return AdminResponse.json(HttpResponseStatus.OK, Map.of("status", "live"));
  }

  private AdminResponse ready() {
    ProcessState state = process.state();
    HttpResponseStatus status =
        state == ProcessState.READY
            ? HttpResponseStatus.OK
            : HttpResponseStatus.SERVICE_UNAVAILABLE;
    return AdminResponse.json(status, Map.of("status", state.label()));
  }

  private AdminResponse scrape(AdminRequest request) {
    String accept = request.headers().get(HttpHeaderNames.ACCEPT);
    return new AdminResponse(
        HttpResponseStatus.OK,
        metrics.contentType(accept),
        Map.of(),
        out -> metrics.write(accept, out));
  }

  private AdminResponse service(AdminRequest request) {
    String[] names = request.path().substring(ONE_SERVICE.length()).split("/", -1);
    if (names.length != 2) {
      return notFound();
    }
    return inventory().services().stream()
        .filter(service -> service.namespace().equals(names[0]) && service.name().equals(names[1]))
        .findFirst()
        .map(service -> AdminResponse.json(HttpResponseStatus.OK, service.tree()))
        .orElseGet(AdminApi::notFound);
  }

  private AdminResponse connections(AdminRequest request) {
    int limit = limit(request.parameter("limit"));
    if (limit == 0) {
      return AdminResponse.refusal(
          HttpResponseStatus.BAD_REQUEST, "limit must be a number from 1 to " + MAX_LIMIT);
    }
    List<LiveConnection> found = process.connections(limit);
    long left = found.size() < limit ? 0 : process.statistics().connectionsActive() - limit;
    return AdminResponse.json(HttpResponseStatus.OK, ConnectionView.of(found, left, Instant.now()));
  }

  /** How many are wanted; 0 for what is no such number. */
  private static int limit(@Nullable String text) {
    if (text == null) {
      return DEFAULT_LIMIT;
    }
    try {
      int limit = Integer.parseInt(text);
      return limit >= 1 && limit <= MAX_LIMIT ? limit : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private AdminResponse configuration() {
    return AdminResponse.json(HttpResponseStatus.OK, ConfigurationView.of(process));
  }

  private AdminResponse reload(AdminRequest request) {
    log.atInfo().addKeyValue("client", request.client()).log("reload requested over HTTP");
    ReloadReport report = process.reload().join();
    HttpResponseStatus status =
        switch (report.outcome()) {
          case APPLIED -> HttpResponseStatus.OK;
          case INVALID -> HttpResponseStatus.UNPROCESSABLE_ENTITY;
          case REFUSED -> HttpResponseStatus.CONFLICT;
          case FAILED -> HttpResponseStatus.INTERNAL_SERVER_ERROR;
        };
    return AdminResponse.json(status, ConfigurationView.of(report));
  }

  private AdminResponse list(AdminRequest request, Supplier<List<Manifest>> manifests) {
    return get(request, () -> whenStarted(() -> list(manifests.get())));
  }

  private static AdminResponse list(List<Manifest> manifests) {
    return AdminResponse.json(
        HttpResponseStatus.OK,
        Map.of(
            "apiVersion", "v1",
            "kind", "List",
            "items", manifests.stream().map(Manifest::tree).toList()));
  }

  private static AdminResponse get(AdminRequest request, Supplier<AdminResponse> answer) {
    boolean isRead =
        request.method().equals(HttpMethod.GET) || request.method().equals(HttpMethod.HEAD);
    return isRead ? answer.get() : wrongMethod("GET, HEAD");
  }

  private static AdminResponse post(AdminRequest request, Supplier<AdminResponse> answer) {
    return request.method().equals(HttpMethod.POST) ? answer.get() : wrongMethod("POST");
  }

  private AdminResponse whenStarted(Supplier<AdminResponse> answer) {
    return process.state() == ProcessState.STARTING ? ready() : answer.get();
  }

  private static AdminResponse wrongMethod(String allowed) {
    return AdminResponse.refusal(HttpResponseStatus.METHOD_NOT_ALLOWED, "use " + allowed)
        .withHeader("Allow", allowed);
  }

  private static AdminResponse notFound() {
    return AdminResponse.refusal(HttpResponseStatus.NOT_FOUND, "there is nothing here");
  }

  private Inventory inventory() {
    return process.configuration().inventory();
  }
}
