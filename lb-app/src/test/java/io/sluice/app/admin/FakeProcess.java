package io.sluice.app.admin;

import io.sluice.app.reload.ReloadReport;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.Settings;
import io.sluice.core.metrics.ConnectionState;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.metrics.PipeStatistics;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.metrics.Statistics;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.HdrHistogram.Histogram;

/** A process without a load balancer, in whatever state a test wants it. */
final class FakeProcess implements Administered {
  final AtomicInteger reloads = new AtomicInteger();
  volatile ProcessState state = ProcessState.READY;
  volatile Configuration configuration =
      new Configuration(
          Settings.DEFAULT,
          List.of(),
          new Inventory(List.of(service("default", "web")), List.of(), List.of(), List.of()));
  volatile ReloadReport report =
      new ReloadReport(
          ReloadReport.Outcome.APPLIED, Instant.EPOCH, List.of(), "", List.of(), List.of());

  volatile List<LiveConnection> connections = List.of();

  /** A connection of a service's port http, so many seconds old. */
  static LiveConnection connection(String namespace, String service, String client, int seconds) {
    return new LiveConnection(
        new ServicePortName(new ServiceName(namespace, service), "http", Protocol.TCP),
        client,
        "10.96.0.1:80",
        "10.0.0.1:8080",
        ConnectionState.RELAYING,
        Duration.ofSeconds(seconds).toNanos(),
        new LiveConnection.Direction(700, RelayPath.COPY, PathReason.MESSAGES),
        new LiveConnection.Direction(5L << 20, RelayPath.SPLICE, PathReason.STREAM));
  }

  static Manifest service(String namespace, String name) {
    return new Manifest(
        "Service",
        namespace,
        name,
        () -> Map.of("kind", "Service", "metadata", Map.of("namespace", namespace, "name", name)));
  }

  @Override
  public ProcessState state() {
    return state;
  }

  @Override
  public Configuration configuration() {
    return configuration;
  }

  @Override
  public Statistics statistics() {
    return new Statistics(
        3, 7, 1000, false, 0, 0, 1000, new Histogram(3), PipeStatistics.NONE, List.of());
  }

  @Override
  public List<String> listeners() {
    return List.of("127.0.0.1:8080/TCP");
  }

  @Override
  public List<LiveConnection> connections(int most) {
    return connections.stream().limit(most).toList();
  }

  @Override
  public String transportReport() {
    return "transport=Nio";
  }

  @Override
  public ReloadReport lastReload() {
    return report;
  }

  @Override
  public CompletableFuture<ReloadReport> reload() {
    reloads.incrementAndGet();
    return CompletableFuture.completedFuture(report);
  }
}
