package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;

/**
 * An eligible endpoint and its share of traffic against the others.
 *
 * @param weight at least 1
 */
public record WeightedEndpoint(Endpoint endpoint, int weight) {
  public WeightedEndpoint {
    if (weight < 1) {
      throw new IllegalArgumentException("weight " + weight + " of " + endpoint + " is below 1");
    }
  }
}
