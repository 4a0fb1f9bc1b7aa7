package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;

/** Prefers the endpoint that one connection more would load less, for its weight. */
final class LeastLoad implements Preference {
  @Override
  public boolean prefersOther(Endpoint first, int firstWeight, Endpoint other, int otherWeight) {
    // (inUse + 1) / weight compared crosswise: exact, and without a division.
    return (other.inUse() + 1L) * firstWeight < (first.inUse() + 1L) * otherWeight;
  }
}
