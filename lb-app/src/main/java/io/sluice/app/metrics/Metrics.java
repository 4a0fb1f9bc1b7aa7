package io.sluice.app.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmInfoMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.expositionformats.ExpositionFormatWriter;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.sluice.app.reload.ReloadReport;
import io.sluice.core.metrics.Statistics;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Every metric of the process, ready to be scraped. */
public final class Metrics implements AutoCloseable {
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final ExpositionFormats formats = ExpositionFormats.init();
  private final JvmGcMetrics garbageCollection = new JvmGcMetrics();
  // One scrape at a time: with many services each takes tens of megabytes for a moment.
  private final ReentrantLock scraping = new ReentrantLock();

  /**
   * Binds everything.
   *
   * @param statistics a reading of the load balancer's counters; asked once a scrape
   * @param lastReload what came of reading the configuration last
   */
  public Metrics(
      String version, Supplier<Statistics> statistics, Supplier<ReloadReport> lastReload) {
    registry.getPrometheusRegistry().register(new SluiceCollector(statistics, lastReload));
    Gauge.builder("sluice.build.info", () -> 1)
        .description("Always 1; the label says which build this is.")
        .tag("version", version)
        .register(registry);
    garbageCollection.bindTo(registry);
    new ClassLoaderMetrics().bindTo(registry);
    new FileDescriptorMetrics().bindTo(registry);
    new JvmInfoMetrics().bindTo(registry);
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** The format for a scraper that sends this {@code Accept} header, or none. */
  public String contentType(@Nullable String accept) {
    return writer(accept).getContentType();
  }

  /** Reads everything and writes it in that format. Waits for a scrape that is under way. */
  public void write(@Nullable String accept, OutputStream out) throws IOException {
    scraping.lock();
    try {
      writer(accept).write(out, registry.getPrometheusRegistry().scrape());
    } finally {
      scraping.unlock();
    }
  }

  @Override
  public void close() {
    garbageCollection.close();
    registry.close();
  }

  /* The library would take a scraper's preference for protobuf, whose writer is left out here. */
  private ExpositionFormatWriter writer(@Nullable String accept) {
    return accept != null && accept.contains("application/openmetrics-text")
        ? formats.getOpenMetricsTextFormatWriter()
        : formats.getPrometheusTextFormatWriter();
  }
}
