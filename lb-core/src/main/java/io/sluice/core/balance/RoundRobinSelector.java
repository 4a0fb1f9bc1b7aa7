package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each endpoint in turn, as often as its weight says, interleaved evenly. */
public final class RoundRobinSelector implements Selector {
  private final Endpoint[] sequence;
  private final Rotation rotation;

  /**
   * Builds the order in which the endpoints take turns.
   *
   * @param weights one for each endpoint, at least 1
   */
  public RoundRobinSelector(List<Endpoint> endpoints, int[] weights, Rotation rotation) {
    int[] order = WeightedSequence.of(weights);
    this.sequence = new Endpoint[order.length];
    for (int i = 0; i < order.length; i++) {
      sequence[i] = endpoints.get(order[i]);
    }
    this.rotation = rotation;
  }

  @Override
  public @Nullable Endpoint select(long hash) {
    return sequence.length == 0 ? null : sequence[rotation.next(sequence.length)];
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    if (sequence.length == 0) {
      return null;
    }
    int start = rotation.nextForRetry(sequence.length);
    for (int i = 0; i < sequence.length; i++) {
      Endpoint candidate = sequence[(start + i) % sequence.length];
      if (!tried.contains(candidate)) {
        return candidate;
      }
    }
    return null;
  }
}
