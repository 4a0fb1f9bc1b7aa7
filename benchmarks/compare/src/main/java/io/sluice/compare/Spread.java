package io.sluice.compare;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The middle and the ends of what several rounds gave; of no round at all, not a number. */
record Spread(double median, double min, double max) {
  static Spread of(Collection<Double> values) {
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    if (sorted.length == 0) {
      return new Spread(Double.NaN, Double.NaN, Double.NaN);
    }
    double middle = (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
    return new Spread(middle, sorted[0], sorted[sorted.length - 1]);
  }

  /**
   * Of the ratios of two contenders, one for each round that has both: what happened to the machine
   * in a round happened to both of them.
   */
  static Spread ofRatios(Map<Integer, Double> values, Map<Integer, Double> bases) {
    List<Double> ratios = new ArrayList<>();
    values.forEach(
        (round, value) -> {
          double base = bases.getOrDefault(round, 0.0);
          if (base != 0) {
            ratios.add(value / base);
          }
        });
    return of(ratios);
  }

  Spread times(double factor) {
    return new Spread(median * factor, min * factor, max * factor);
  }

  boolean isMeasured() {
    return !Double.isNaN(median);
  }
}
