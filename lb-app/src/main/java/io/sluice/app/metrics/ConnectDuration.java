package io.sluice.app.metrics;

import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.Exemplars;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricMetadata;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.HistogramIterationValue;

/** The connect time as the buckets of a Prometheus histogram. */
final class ConnectDuration {
  /* From a loopback connect to the longest connect timeout that makes sense. */
  private static final double[] UPPER_BOUNDS_SECONDS = {
    0.0001,
    0.00025,
    0.0005,
    0.001,
    0.0025,
    0.005,
    0.01,
    0.025,
    0.05,
    0.1,
    0.25,
    0.5,
    1,
    2.5,
    5,
    10,
    Double.POSITIVE_INFINITY
  };
  private static final MetricMetadata METADATA =
      new MetricMetadata(
          "sluice_connect_duration_seconds",
          "Time from the attempt to connect to an endpoint to the accepted connection.");
  private static final double NANOS_PER_SECOND = 1e9;

  private ConnectDuration() {}

  static HistogramSnapshot snapshot(Histogram nanos) {
    long[] counts = new long[UPPER_BOUNDS_SECONDS.length];
    double sumSeconds = 0;
    int bucket = 0;
    for (HistogramIterationValue value : nanos.recordedValues()) {
      double seconds = value.getValueIteratedTo() / NANOS_PER_SECOND;
      while (seconds > UPPER_BOUNDS_SECONDS[bucket]) {
        bucket++;
      }
      counts[bucket] += value.getCountAtValueIteratedTo();
      sumSeconds += seconds * value.getCountAtValueIteratedTo();
    }
    HistogramDataPointSnapshot point =
        new HistogramDataPointSnapshot(
            ClassicHistogramBuckets.of(UPPER_BOUNDS_SECONDS, counts),
            sumSeconds,
            Labels.EMPTY,
            Exemplars.EMPTY,
            0);
    return new HistogramSnapshot(METADATA, List.of(point));
  }
}
