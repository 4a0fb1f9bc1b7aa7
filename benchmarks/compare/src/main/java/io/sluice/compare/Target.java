package io.sluice.compare;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What Sluice has set itself to reach.
 *
 * @param workloads the names of those that it is for
 * @param peers whose better one it is a multiple of; nobody: it is the figure itself
 */
record Target(Pattern workloads, Metric metric, List<String> peers, Bound bound, double limit) {
  /** Which side of the limit is the good one. */
  enum Bound {
    AT_LEAST,
    AT_MOST
  }

  /** What became of a target. */
  enum Verdict {
    MET("met"),
    MISSED("**NOT MET**"),
    UNKNOWN("no figure");

    private final String word;

    Verdict(String word) {
      this.word = word;
    }

    @Override
    public String toString() {
      return word;
    }
  }

  private static final List<String> NGINX = List.of("nginx");

  static final List<Target> ALL =
      List.of(
          of("keepalive-.*", Metric.RATE, Results.PEERS, Bound.AT_LEAST, 1.05),
          of("keepalive-.*", Metric.CPU, Results.PEERS, Bound.AT_MOST, 0.9),
          of("keepalive-.*", Metric.P99, Results.PEERS, Bound.AT_MOST, 1.0),
          of("stream-.*", Metric.RATE, Results.PEERS, Bound.AT_LEAST, 1.0),
          of("stream-.*", Metric.RATE, Results.DEFAULTS, Bound.AT_LEAST, 1.5),
          of("connect", Metric.RATE, Results.PEERS, Bound.AT_LEAST, 1.0),
          of("connect", Metric.CPU, Results.PEERS, Bound.AT_MOST, 1.0),
          of("udp-rr-.*", Metric.RATE, NGINX, Bound.AT_LEAST, 1.3),
          of("udp-rr-.*", Metric.CPU, NGINX, Bound.AT_MOST, 0.75),
          of("udp-stream-.*", Metric.RATE, NGINX, Bound.AT_LEAST, 3),
          of("idle-.*", Metric.EACH, List.of(), Bound.AT_MOST, 4096));

  private static Target of(
      String workloads, Metric metric, List<String> peers, Bound bound, double limit) {
    return new Target(Pattern.compile(workloads), metric, peers, bound, limit);
  }

  boolean isFor(Workload workload) {
    return workloads.matcher(workload.name()).matches();
  }

  /** Decides by the middle of the rounds. */
  Verdict verdict(Spread measured) {
    if (!measured.isMeasured()) {
      return Verdict.UNKNOWN;
    }
    boolean met =
        switch (bound) {
          case AT_LEAST -> measured.median() >= limit;
          case AT_MOST -> measured.median() <= limit;
        };
    return met ? Verdict.MET : Verdict.MISSED;
  }

  /** What is asked, for a reader. */
  String text() {
    String sign =
        switch (bound) {
          case AT_LEAST -> "≥ ";
          case AT_MOST -> "≤ ";
        };
    return sign
        + (peers.isEmpty()
            ? String.format(Locale.ROOT, "%.0f bytes", limit)
            : String.format(Locale.ROOT, "%.2f", limit));
  }
}
