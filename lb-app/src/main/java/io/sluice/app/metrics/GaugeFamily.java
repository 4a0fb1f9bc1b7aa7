package io.sluice.app.metrics;

import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot.GaugeDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.List;

/** Gathers the series of a gauge during a scrape. */
final class GaugeFamily {
  private final MetricMetadata metadata;
  private final List<GaugeDataPointSnapshot> points = new ArrayList<>();

  GaugeFamily(String name, String help) {
    metadata = new MetricMetadata(name, help);
  }

  void add(Labels labels, long value) {
    add(labels, (double) value);
  }

  void add(Labels labels, double value) {
    points.add(new GaugeDataPointSnapshot(value, labels, null));
  }

  /** A gauge with a single series. */
  static GaugeSnapshot single(String name, String help, double value) {
    GaugeFamily family = new GaugeFamily(name, help);
    family.add(Labels.EMPTY, value);
    return family.snapshot();
  }

  GaugeSnapshot snapshot() {
    return new GaugeSnapshot(metadata, points);
  }
}
