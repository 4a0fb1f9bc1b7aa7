package io.sluice.compare;

/** What is compared: a figure as it was measured, or one that follows from several. */
enum Metric {
  RATE("rate", true),
  P50("p50", false),
  P99("p99", false),
  P999("p999", false),
  /** Processor time of the load balancer for a unit of work, and its two parts. */
  CPU("user+system", false),
  USER("user", false),
  SYSTEM("system", false),
  CALLS("calls", false),
  RESIDENT("resident", false),
  /** Memory of one idle connection. */
  EACH("each", false),
  /** The same with shared pages counted in parts. */
  EACH_PROPORTIONAL("eachProportional", false),
  ERRORS("errors", false),
  LOST("lost", false),
  IDLE("idle", false),
  STOLEN("stolen", false);

  private final String key;
  private final boolean moreIsBetter;

  Metric(String key, boolean moreIsBetter) {
    this.key = key;
    this.moreIsBetter = moreIsBetter;
  }

  /** The samples that it is the sum of. */
  String[] keys() {
    return key.split("\\+");
  }

  boolean isPerWork() {
    return this == CPU || this == USER || this == SYSTEM;
  }

  /** Whether the first of two figures is the better one; one that is missing never is. */
  boolean isBetter(double value, double than) {
    return !Double.isNaN(value)
        && (Double.isNaN(than) || (moreIsBetter ? value > than : value < than));
  }
}
