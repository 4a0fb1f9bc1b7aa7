package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint that the client's hash says, unless that one has too much already: then the next in
 * the hash's own order.
 *
 * @see <a href="https://arxiv.org/abs/1608.01350">Mirrokni, Thorup, Zadimoghaddam: Consistent
 *     hashing with bounded loads</a>
 */
final class BoundedMaglevSelector implements Selector {
  /**
   * Slots looked at. Under a bound near the mean most endpoints may be at it; then the least loaded
   * of those seen is good enough, and a pick stays cheap.
   */
  private static final int MAX_STEPS = 64;

  private final Ring table;
  private final LoadBound bound;
  private final Preference leastLoad = new LeastLoad();

  BoundedMaglevSelector(List<WeightedEndpoint> endpoints, int tableSize, int maxLoadPercent) {
    this.table = MaglevTable.of(endpoints, tableSize);
    this.bound = new LoadBound(endpoints, maxLoadPercent);
  }

  @Override
  public Endpoint select(long hash) {
    long inUse = bound.inUse();
    int slot = MaglevSelector.slot(table, hash);
    int best = slot;
    for (int i = 0; i < MAX_STEPS; i++) {
      Endpoint candidate = table.at(slot);
      int weight = table.weightAt(slot);
      if (bound.admits(candidate, weight, inUse)) {
        return candidate;
      }
      if (leastLoad.prefersOther(table.at(best), table.weightAt(best), candidate, weight)) {
        best = slot;
      }
      slot = table.after(slot);
    }
    return table.at(best);
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    return MaglevSelector.nextInOrder(table, hash, tried);
  }
}
