package io.sluice.compare;

import java.util.List;

/** How figures are called, and in which unit they are shown. */
final class Labels {
  private Labels() {}

  /** The figures of a workload's table, in its order. */
  static List<Metric> columns() {
    return List.of(
        Metric.RATE,
        Metric.P50,
        Metric.P99,
        Metric.P999,
        Metric.CPU,
        Metric.USER,
        Metric.SYSTEM,
        Metric.CALLS,
        Metric.EACH,
        Metric.EACH_PROPORTIONAL,
        Metric.RESIDENT,
        Metric.ERRORS,
        Metric.LOST,
        Metric.IDLE,
        Metric.STOLEN);
  }

  static String of(Metric metric, Workload workload) {
    String unit = workload.unit();
    String time = workload.isHeavy() ? " s/" + unit : " µs/" + unit;
    return switch (metric) {
      case RATE -> workload.isHeavy() ? unit + "/s" : unit + "s/s";
      case P50 -> "p50 µs";
      case P99 -> "p99 µs";
      case P999 -> "p99.9 µs";
      case CPU -> "CPU" + time;
      case USER -> "user" + time;
      case SYSTEM -> "system" + time;
      case CALLS -> "system calls/" + unit;
      case EACH -> "bytes/" + unit;
      case EACH_PROPORTIONAL -> "proportional bytes/" + unit;
      case RESIDENT -> "resident MiB";
      case ERRORS -> "errors";
      case LOST -> "lost";
      case IDLE -> "machine idle %";
      case STOLEN -> "machine stolen %";
    };
  }

  /** What a figure is multiplied with to be shown in the unit of its label. */
  static double scale(Metric metric, Workload workload) {
    return switch (metric) {
      case CPU, USER, SYSTEM -> workload.isHeavy() ? 1 : 1e6;
      case RESIDENT -> 1.0 / 1024;
      case IDLE, STOLEN -> 100;
      case RATE, P50, P99, P999, CALLS, EACH, EACH_PROPORTIONAL, ERRORS, LOST -> 1;
    };
  }
}
