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
   * one pick in so many takes the sum that each reads ENDPOINTS_PER_PICK endpoints on average. In
   * between, the sum lacks the picks since, which is less than 1 / ENDPOINTS_PER_PICK of a
   * connection an endpoint, and still has what ended since. Event loops may overwrite each other's
   * count of picks; then the sum is taken a little later. With fewer endpoints than
   * ENDPOINTS_PER_PICK it is exact.
   */
  private static final int ENDPOINTS_PER_PICK = 16;

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
    this.picksBetween = endpoints.size() / ENDPOINTS_PER_PICK;
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
