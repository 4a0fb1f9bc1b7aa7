package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Each endpoint in turn, as often as its weight says, interleaved evenly. */
final class RoundRobinSelector implements Selector {
  private final Ring sequence;
  private final Rotation rotation;

  RoundRobinSelector(List<WeightedEndpoint> endpoints, Rotation rotation) {
    int[] weights = endpoints.stream().mapToInt(WeightedEndpoint::weight).toArray();
    this.sequence = new Ring(endpoints, WeightedSequence.of(weights));
    this.rotation = rotation;
  }

  @Override
  public Endpoint select(long hash) {
    return sequence.at(rotation.next(sequence.length()));
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    return tried.nextUntried(sequence, rotation.nextForRetry(sequence.length()));
  }
}
