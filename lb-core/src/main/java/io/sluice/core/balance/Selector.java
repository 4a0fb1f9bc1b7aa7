package io.sluice.core.balance;

import io.sluice.core.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Chooses among the endpoints that were eligible when it was built. Immutable but for its place in
 * a rotation and what endpoints count themselves; asked by every event loop at once, without a lock
 * and without allocating.
 *
 * <p>The hash is that of the client, well mixed; policies that do not go by hash ignore it.
 */
public interface Selector {
  /** An endpoint for a new connection, or null when none is eligible. */
  @Nullable Endpoint select(long hash);

  /** An endpoint that has not been tried yet for this connection, or null when there is none. */
  @Nullable Endpoint selectOther(long hash, TriedEndpoints tried);
}
