package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The better of two endpoints that are drawn by weight. Costs the same however many there are, and
 * where several instances choose by what each of them sees, they do not all run to the same one.
 *
 * @see <a href="https://doi.org/10.1109/71.963420">Mitzenmacher: The power of two choices in
 *     randomized load balancing</a>
 */
final class TwoChoicesSelector implements Selector {
  /** Draws for a second endpoint that is not the first; after them the next in order is taken. */
  private static final int SECOND_DRAWS = 3;

  /** Draws for an endpoint that was not tried; after them the next in order is taken. */
  private static final int OTHER_DRAWS = 8;

  private final WeightedEndpoint[] endpoints;
  private final Ring ring;
  private final AliasTable shares;
  private final Preference preference;
  private final Randomness randomness;

  TwoChoicesSelector(
      List<WeightedEndpoint> endpoints, Preference preference, Randomness randomness) {
    this.endpoints = endpoints.toArray(WeightedEndpoint[]::new);
    this.ring = Ring.ofEach(endpoints);
    this.shares = new AliasTable(endpoints);
    this.preference = preference;
    this.randomness = randomness;
  }

  @Override
  public Endpoint select(long hash) {
    if (endpoints.length == 1) {
      return endpoints[0].endpoint();
    }
    int first = draw();
    return better(endpoints[first], endpoints[drawSecond(first)]).endpoint();
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    WeightedEndpoint best = null;
    for (int i = 0; i < OTHER_DRAWS; i++) {
      WeightedEndpoint candidate = endpoints[draw()];
      if (!tried.contains(candidate.endpoint())) {
        if (best != null) {
          return better(best, candidate).endpoint();
        }
        best = candidate;
      }
    }
    return best == null ? tried.nextUntried(ring, draw()) : best.endpoint();
  }

  private int drawSecond(int first) {
    for (int i = 0; i < SECOND_DRAWS; i++) {
      int second = draw();
      if (second != first) {
        return second;
      }
    }
    return ring.after(first);
  }

  private int draw() {
    return shares.draw(randomness.next());
  }

  private WeightedEndpoint better(WeightedEndpoint first, WeightedEndpoint other) {
    return preference.prefersOther(
            first.endpoint(), first.weight(), other.endpoint(), other.weight())
        ? other
        : first;
  }
}
