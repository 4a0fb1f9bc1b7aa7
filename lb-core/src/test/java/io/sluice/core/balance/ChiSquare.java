package io.sluice.core.balance;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.Map;

/** Pearson's test of counts against weights. */
final class ChiSquare {
  /** The normal deviate that is exceeded with a probability of 0.001. */
  private static final double Z = 3.0902;

  private ChiSquare() {}

  /** Fails when counts as far off their shares as these would come in less than 1 of 1000 runs. */
  static void assertFollowsWeights(Map<Endpoint, Integer> counts, List<WeightedEndpoint> weights) {
    double sum = weights.stream().mapToInt(WeightedEndpoint::weight).sum();
    double picks = counts.values().stream().mapToInt(Integer::intValue).sum();
    double statistic = 0;
    for (WeightedEndpoint weighted : weights) {
      double expected = picks * weighted.weight() / sum;
      double off = counts.getOrDefault(weighted.endpoint(), 0) - expected;
      statistic += off * off / expected;
    }
    assertThat(statistic)
        .as("chi-square of %s picks over %s endpoints", picks, weights.size())
        .isLessThanOrEqualTo(critical(weights.size() - 1));
  }

  /** The statistic's 0.999 quantile, after Wilson and Hilferty. */
  private static double critical(int degreesOfFreedom) {
    if (degreesOfFreedom == 0) {
      return 0;
    }
    double c = 2.0 / (9 * degreesOfFreedom);
    return degreesOfFreedom * Math.pow(1 - c + Z * Math.sqrt(c), 3);
  }
}
