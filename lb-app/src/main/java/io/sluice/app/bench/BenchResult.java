package io.sluice.app.bench;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.HdrHistogram.Histogram;

/** What a run has measured. Immutable once made; any thread. */
public final class BenchResult {
  /** Which figures a run has beside the common ones. */
  enum Kind {
    KEPT_CONNECTIONS,
    RECONNECTING,
    DATAGRAMS
  }

  private final Kind kind;
  private final boolean isOpen;
  private final double seconds;
  private final Tally tally;
  private final long cpuNanos;

  BenchResult(Kind kind, Pace pace, Tally tally, long cpuNanos) {
    this.kind = kind;
    this.isOpen = pace.isOpen();
    this.seconds = pace.duration().toNanos() / 1e9;
    this.tally = tally;
    this.cpuNanos = cpuNanos;
  }

  /** Requests that were answered as they should be; of a one-way run, datagrams that arrived. */
  public long requests() {
    return tally.requests();
  }

  /** The figures by their names, as JSON has them. */
  public Map<String, Object> tree() {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("mode", isOpen ? "open" : "closed");
    tree.put("durationSeconds", seconds);
    tree.put("requests", tally.requests());
    tree.put("requestsPerSecond", rounded(tally.requests() / seconds));
    if (kind == Kind.RECONNECTING) {
      tree.put("connections", tally.connections());
    }
    tree.put("bytesPerSecond", rounded(tally.bytes() / seconds));
    tree.put("errors", tally.errors());
    tree.put("lost", tally.lost());
    tree.put("duplicates", tally.duplicates());
    tree.put("wrong", tally.wrong());
    tree.put("latencyMicros", latency());
    tree.put("generatorCpuSeconds", rounded(cpuNanos / 1e9));
    tree.put("generatorCpuMicrosPerRequest", rounded(cpuMicrosPerRequest()));
    return tree;
  }

  /** The figures for people. */
  public String text() {
    Histogram nanos = tally.latencyNanos();
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "requests    %,d in %.1f s, %s loop%n",
            tally.requests(),
            seconds,
            loop()));
    text.append(
        String.format(Locale.ROOT, "rate        %,.0f a second%n", tally.requests() / seconds));
    text.append(
        String.format(Locale.ROOT, "bytes       %,.0f a second%n", tally.bytes() / seconds));
    if (kind == Kind.RECONNECTING) {
      text.append(String.format(Locale.ROOT, "connections %,d%n", tally.connections()));
    }
    text.append(
        String.format(
            Locale.ROOT,
            "failed      %,d errors, %,d lost, %,d duplicates, %,d wrong%n",
            tally.errors(),
            tally.lost(),
            tally.duplicates(),
            tally.wrong()));
    text.append(
        String.format(
            Locale.ROOT,
            "latency     p50 %.1f  p90 %.1f  p99 %.1f  p99.9 %.1f  max %.1f  mean %.1f µs%n",
            micros(nanos.getValueAtPercentile(50)),
            micros(nanos.getValueAtPercentile(90)),
            micros(nanos.getValueAtPercentile(99)),
            micros(nanos.getValueAtPercentile(99.9)),
            micros(nanos.getMaxValue()),
            nanos.getMean() / 1e3));
    text.append(
        String.format(
            Locale.ROOT,
            "own cost    %.2f s of CPU, %.2f µs a request%n",
            cpuNanos / 1e9,
            cpuMicrosPerRequest()));
    return text.toString();
  }

  private String loop() {
    return isOpen ? "open" : "closed";
  }

  private Map<String, Object> latency() {
    Histogram nanos = tally.latencyNanos();
    Map<String, Object> latency = new LinkedHashMap<>();
    latency.put("p50", rounded(micros(nanos.getValueAtPercentile(50))));
    latency.put("p90", rounded(micros(nanos.getValueAtPercentile(90))));
    latency.put("p99", rounded(micros(nanos.getValueAtPercentile(99))));
    latency.put("p999", rounded(micros(nanos.getValueAtPercentile(99.9))));
    latency.put("max", rounded(micros(nanos.getMaxValue())));
    latency.put("mean", rounded(nanos.getMean() / 1e3));
    return latency;
  }

  private double cpuMicrosPerRequest() {
    return tally.requests() == 0 ? 0 : cpuNanos / 1e3 / tally.requests();
  }

  private static double micros(long nanos) {
    return nanos / 1e3;
  }

  private static double rounded(double value) {
    return Math.round(value * 1e3) / 1e3;
  }
}
