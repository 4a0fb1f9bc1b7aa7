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
  /** What a failed attempt to connect tells of an endpoint's latency, in nanoseconds. */
  long FAILURE_NANOS = 1_000_000_000;

  /** An endpoint for a new connection, or null when none is eligible. */
  @Nullable Endpoint select(long hash);

  /**
   * An endpoint that has not been tried yet for this connection, or null when there is none. Asked
   * again and again, with each answer added to the tried ones, it names every endpoint once.
   */
  @Nullable Endpoint selectOther(long hash, TriedEndpoints tried);

  /** Whether {@link #onLatency} is of use, so that nobody measures in vain. */
  default boolean isLearning() {
    return false;
  }

  /**
   * An endpoint's latency was measured: how long it took to connect, or the kernel's round-trip
   * time. Any event loop.
   *
   * @param nanos for a connection that failed, at least {@link #FAILURE_NANOS}: an endpoint that
   *     refuses at once is not a fast one
   */
  default void onLatency(Endpoint endpoint, long nanos) {}
}
