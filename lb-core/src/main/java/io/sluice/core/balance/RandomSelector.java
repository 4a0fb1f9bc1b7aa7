package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Any endpoint, with a chance that its weight gives it. */
final class RandomSelector implements Selector {
  /** Draws that may hit a tried endpoint before the next one in order is taken. */
  private static final int DRAWS = 8;

  private final Randomness randomness;
  private final AliasTable shares;
  private final Ring ring;

  RandomSelector(List<WeightedEndpoint> endpoints, Randomness randomness) {
    this.randomness = randomness;
    this.shares = new AliasTable(endpoints);
    this.ring = Ring.ofEach(endpoints);
  }

  @Override
  public Endpoint select(long hash) {
    return ring.at(draw());
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    for (int i = 0; i < DRAWS; i++) {
      Endpoint candidate = ring.at(draw());
      if (!tried.contains(candidate)) {
        return candidate;
      }
    }
    return tried.nextUntried(ring, draw());
  }

  private int draw() {
    return shares.draw(randomness.next());
  }
}
