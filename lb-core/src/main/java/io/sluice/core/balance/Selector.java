package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the endpoints that were eligible when it was built. Immutable but for its place in
 * the rotation; asked by every event loop at once, without a lock and without allocating.
 */
public interface Selector {
  /** An endpoint for a new connection, or null when none is eligible. */
  @Nullable Endpoint select();

  /** An endpoint that has not been tried yet for this connection, or null when there is none. */
  @Nullable Endpoint selectOther(TriedEndpoints tried);
}
