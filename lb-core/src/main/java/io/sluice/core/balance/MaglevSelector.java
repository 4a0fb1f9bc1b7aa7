package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoint that the client's hash says. */
final class MaglevSelector implements Selector {
  private final Ring table;

  MaglevSelector(List<WeightedEndpoint> endpoints, int tableSize) {
    this.table = MaglevTable.of(endpoints, tableSize);
  }

  @Override
  public Endpoint select(long hash) {
    return table.at(slot(table, hash));
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    return nextInOrder(table, hash, tried);
  }

  /** The slot of a hash: its upper bits, scaled. */
  static int slot(Ring table, long hash) {
    return (int) Math.unsignedMultiplyHigh(hash, table.length());
  }

  /** The next one in the hash's own order, which is that of the slots from its own on. */
  static @Nullable Endpoint nextInOrder(Ring table, long hash, TriedEndpoints tried) {
    Endpoint next = tried.nextUntried(table, slot(table, hash));
    // Where there are more endpoints than slots, those without a slot come last.
    for (int i = table.length(); next == null && i < table.endpointCount(); i++) {
      Endpoint candidate = table.endpoint(i);
      next = tried.contains(candidate) ? null : candidate;
    }
    return next;
  }
}
