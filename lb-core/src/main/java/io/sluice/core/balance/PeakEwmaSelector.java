package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Of two drawn endpoints the one whose latency times load is lower, learning latencies as it goes.
 */
final class PeakEwmaSelector implements Selector {
  private final long decayNanos;
  private final Selector twoChoices;

  PeakEwmaSelector(List<WeightedEndpoint> endpoints, Duration decay, Randomness randomness) {
    this.decayNanos = decay.toNanos();
    this.twoChoices = new TwoChoicesSelector(endpoints, new LowestLatency(decayNanos), randomness);
  }

  @Override
  public @Nullable Endpoint select(long hash) {
    return twoChoices.select(hash);
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    return twoChoices.selectOther(hash, tried);
  }

  @Override
  public boolean isLearning() {
    return true;
  }

  @Override
  public void onLatency(Endpoint endpoint, long nanos) {
    endpoint.latency().record(nanos, System.nanoTime(), decayNanos);
  }
}
