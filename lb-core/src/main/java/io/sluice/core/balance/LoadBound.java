package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** How much an endpoint may have: a percentage of the mean over all, by weight, rounded up. */
final class LoadBound {
  /*
   * The mean needs a sum over all endpoints. A pick that took it each time would cost the more the
   * more there are, and a counter shared by all would be one more contended line a connection. So
   * the sum is taken anew after as many picks as there are endpoints, divided by PICKS_PER_ENDPOINT:
   * a pick reads that many endpoints on average. In between, the sum is behind by less than so many
   * picks, the mean by less than 1 / PICKS_PER_ENDPOINT of a connection. Writes of several event
   * loops may overwrite each other; then the sum is taken a little later. With up to
   * PICKS_PER_ENDPOINT endpoints it is exact.
   */
  private static final int PICKS_PER_ENDPOINT = 16;

  private final Endpoint[] endpoints;
  private final long weights;
  private final int percent;
  private final int picksBetween;

  // Every event loop; opaque, see above.
  private final AtomicLong inUse = new AtomicLong();
  private final AtomicInteger picksLeft = new AtomicInteger();

  LoadBound(List<WeightedEndpoint> endpoints, int percent) {
    this.endpoints = endpoints.stream().map(WeightedEndpoint::endpoint).toArray(Endpoint[]::new);
    this.weights = endpoints.stream().mapToLong(WeightedEndpoint::weight).sum();
    this.percent = percent;
    this.picksBetween = endpoints.size() / PICKS_PER_ENDPOINT;
  }

  /** Connections of all endpoints, about; to be asked once a pick. */
  long inUse() {
    int left = picksLeft.getOpaque() - 1;
    if (left >= 0) {
      picksLeft.setOpaque(left);
      return inUse.getOpaque();
    }
    long sum = 0;
    for (Endpoint endpoint : endpoints) {
      sum += endpoint.inUse();
    }
    inUse.setOpaque(sum);
    picksLeft.setOpaque(picksBetween);
    return sum;
  }

  /** Whether one more stays within the bound: inUse + 1 <= ceil(percent of the new mean). */
  boolean admits(Endpoint endpoint, int weight, long sum) {
    // inUse + 1 <= ceil(x) is inUse < x. No overflow below 2^36 connections in use.
    return endpoint.inUse() * 100L * weights < (sum + 1) * percent * weight;
  }
}
