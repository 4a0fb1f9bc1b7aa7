package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/** Nothing is eligible. */
final class EmptySelector implements Selector {
  @Override
  public @Nullable Endpoint select(long hash) {
    return null;
  }

  @Override
  public @Nullable Endpoint selectOther(long hash, TriedEndpoints tried) {
    return null;
  }
}
