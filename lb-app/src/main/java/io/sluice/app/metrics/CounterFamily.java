package io.sluice.app.metrics;

import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.CounterSnapshot.CounterDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.ArrayList;
import java.util.List;

/** Gathers the series of a counter during a scrape. */
final class CounterFamily {
  private final MetricMetadata metadata;
  private final List<CounterDataPointSnapshot> points = new ArrayList<>();

  /** A counter; {@code _total} is appended to its name when it is written. */
  CounterFamily(String name, String help) {
    metadata = new MetricMetadata(name, help);
  }

  void add(Labels labels, long value) {
    points.add(new CounterDataPointSnapshot(value, labels, null, 0));
  }

  CounterSnapshot snapshot() {
    return new CounterSnapshot(metadata, points);
  }
}
