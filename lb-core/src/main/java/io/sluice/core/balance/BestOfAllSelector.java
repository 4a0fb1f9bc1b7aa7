package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The best of all endpoints. Looks at each of them, so it is for a few only. */
final class BestOfAllSelector implements Selector {
  private final WeightedEndpoint[] endpoints;
  private final Preference preference;

  // Equally good endpoints take turns: each pick begins its look elsewhere.
  private final Rotation rotation;

  BestOfAllSelector(List<WeightedEndpoint> endpoints, Preference preference, Rotation rotation) {
    this.endpoints = endpoints.toArray(WeightedEndpoint[]::new);
    this.preference = preference;
    this.rotation = rotation;
  }

  @Override
  public Endpoint select(long hash) {
    int place = rotation.next(endpoints.length);
    WeightedEndpoint best = endpoints[place];
    for (int i = 1; i < endpoints.length; i++) {
      place = after(place);
      best = better(best, endpoints[place]);
    }
    return best.endpoint();
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    int place = rotation.nextForRetry(endpoints.length);
    WeightedEndpoint best = null;
    for (int i = 0; i < endpoints.length; i++) {
      WeightedEndpoint candidate = endpoints[place];
      place = after(place);
      if (!tried.contains(candidate.endpoint())) {
        best = best == null ? candidate : better(best, candidate);
      }
    }
    return best == null ? null : best.endpoint();
  }

  private WeightedEndpoint better(WeightedEndpoint first, WeightedEndpoint other) {
    return preference.prefersOther(
            first.endpoint(), first.weight(), other.endpoint(), other.weight())
        ? other
        : first;
  }

  private int after(int place) {
    int next = place + 1;
    return next == endpoints.length ? 0 : next;
  }
}
