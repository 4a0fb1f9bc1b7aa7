package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;

/** Places in a circle, each with an endpoint; one may have many. Immutable. */
final class Ring {
  private final Endpoint[] endpoints;
  private final int[] weights;
  private final int[] places;

  /**
   * Endpoints at places.
   *
   * @param places the number of the endpoint at each place, from 0; taken over, not copied
   */
  Ring(List<WeightedEndpoint> endpoints, int[] places) {
    this.endpoints = endpoints.stream().map(WeightedEndpoint::endpoint).toArray(Endpoint[]::new);
    this.weights = endpoints.stream().mapToInt(WeightedEndpoint::weight).toArray();
    this.places = places;
  }

  /** A place for each endpoint, in their order. */
  static Ring ofEach(List<WeightedEndpoint> endpoints) {
    int[] places = new int[endpoints.size()];
    for (int i = 0; i < places.length; i++) {
      places[i] = i;
    }
    return new Ring(endpoints, places);
  }

  /** Number of places. */
  int length() {
    return places.length;
  }

  /** The endpoint at a place. */
  Endpoint at(int place) {
    return endpoints[places[place]];
  }

  /** The weight of the endpoint at a place. */
  int weightAt(int place) {
    return weights[places[place]];
  }

  /** Number of endpoints. */
  int endpointCount() {
    return endpoints.length;
  }

  /** An endpoint by its number in the list that the ring was made from. */
  Endpoint endpoint(int number) {
    return endpoints[number];
  }

  /** The place after that one; the first comes after the last. */
  int after(int place) {
    int next = place + 1;
    return next == places.length ? 0 : next;
  }
}
