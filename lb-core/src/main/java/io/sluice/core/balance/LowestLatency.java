package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;

/** Prefers the endpoint with the lower product of latency and load, for its weight. */
final class LowestLatency implements Preference {
  /**
   * Latency below which endpoints are equally near. What a busy machine's own scheduling adds to a
   * measurement is of this size, and must not decide.
   */
  private static final double FLOOR_NANOS = 500_000;

  /**
   * What an endpoint counts whose first connection is under way: it has been given its chance, and
   * until that has shown something everybody else comes first.
   */
  private static final double UNPROVEN_NANOS = 1e9;

  private final long decayNanos;

  LowestLatency(long decayNanos) {
    this.decayNanos = decayNanos;
  }

  @Override
  public boolean prefersOther(Endpoint first, int firstWeight, Endpoint other, int otherWeight) {
    long now = System.nanoTime();
    return cost(other, now) * firstWeight < cost(first, now) * otherWeight;
  }

  private double cost(Endpoint endpoint, long now) {
    int inUse = endpoint.inUse();
    return latency(endpoint, inUse, now) * (inUse + 1.0);
  }

  private double latency(Endpoint endpoint, int inUse, long now) {
    if (endpoint.latency().isUnknown()) {
      return inUse == 0 ? FLOOR_NANOS : UNPROVEN_NANOS;
    }
    return Math.max(endpoint.latency().nanosAt(now, decayNanos), FLOOR_NANOS);
  }
}
