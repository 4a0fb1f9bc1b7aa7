package io.sluice.app.metrics;

import io.prometheus.metrics.model.registry.MultiCollector;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import io.sluice.app.reload.ReloadReport;
import io.sluice.core.metrics.PipeStatistics;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.metrics.Statistics;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Turns one reading of every counter into the series of a scrape. */
final class SluiceCollector implements MultiCollector {
  private static final double MILLIS_PER_SECOND = 1e3;

  private final Supplier<Statistics> statistics;
  private final Supplier<ReloadReport> lastReload;

  SluiceCollector(Supplier<Statistics> statistics, Supplier<ReloadReport> lastReload) {
    this.statistics = statistics;
    this.lastReload = lastReload;
  }

  @Override
  public MetricSnapshots collect() {
    Statistics reading = statistics.get();
    ServicePortFamilies servicePorts = new ServicePortFamilies();
    for (ServicePortStatistics servicePort : reading.servicePorts()) {
      servicePorts.add(servicePort);
    }
    List<MetricSnapshot> snapshots = new ArrayList<>(servicePorts.snapshots());
    snapshots.add(ConnectDuration.snapshot(reading.connectTimeNanos()));
    addAccepting(reading, snapshots);
    addPipes(reading.pipes(), snapshots);
    addConfiguration(reading, snapshots);
    return new MetricSnapshots(snapshots);
  }

  private static void addAccepting(Statistics reading, List<MetricSnapshot> snapshots) {
    snapshots.add(
        GaugeFamily.single(
            "sluice_connections_max",
            "Client connections that there may be at once.",
            (double) reading.maxConnections()));
    snapshots.add(
        GaugeFamily.single(
            "sluice_accept_paused",
            "Whether clients wait in the kernel's queue: at the limit, or for want of memory.",
            reading.isAcceptPaused() ? 1 : 0));
    CounterFamily overloads =
        new CounterFamily("sluice_overloads", "Times that new connections waited for memory.");
    overloads.add(Labels.EMPTY, reading.overloads());
    snapshots.add(overloads.snapshot());
  }

  private static void addPipes(PipeStatistics pipes, List<MetricSnapshot> snapshots) {
    snapshots.add(
        GaugeFamily.single(
            "sluice_pipes_open", "Pipes by which bytes are spliced, now.", (double) pipes.open()));
    snapshots.add(
        GaugeFamily.single(
            "sluice_pipe_capacity_bytes",
            "What the pipe made last could hold, kept or not.",
            (double) pipes.capacityBytes()));
    CounterFamily refused =
        new CounterFamily(
            "sluice_pipes_refused", "Pipes that the kernel refused, or made too small.");
    refused.add(Labels.EMPTY, pipes.refused());
    snapshots.add(refused.snapshot());
  }

  private void addConfiguration(Statistics reading, List<MetricSnapshot> snapshots) {
    ReloadReport reload = lastReload.get();
    snapshots.add(
        GaugeFamily.single(
            "sluice_config_generation",
            "Configurations applied so far.",
            (double) reading.generation()));
    snapshots.add(
        GaugeFamily.single(
            "sluice_config_last_reload_successful",
            "Whether the configuration that was read last is the one that serves.",
            reload.isSuccessful() ? 1 : 0));
    snapshots.add(
        GaugeFamily.single(
            "sluice_config_last_reload_timestamp_seconds",
            "When the configuration was read last, successfully or not.",
            reload.at().toEpochMilli() / MILLIS_PER_SECOND));
  }
}
