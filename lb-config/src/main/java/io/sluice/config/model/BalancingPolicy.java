package io.sluice.config.model;

import java.time.Duration;

/** The rule that chooses an endpoint for a new connection. Every rule heeds weights. */
public sealed interface BalancingPolicy {
  /** Each in turn, heavier ones more often, interleaved as evenly as the weights allow. */
  record RoundRobin() implements BalancingPolicy {}

  /** The endpoint with the fewest connections for its weight; of two drawn ones where many are. */
  record LeastConnections() implements BalancingPolicy {}

  /** Any, with a chance that its weight gives it. */
  record Random() implements BalancingPolicy {}

  /**
   * The endpoint that the client's hash says, the same on every instance that shares the hash seed.
   *
   * @param tableSize slots of the look-up table, a prime
   * @param maxLoadPercent most connections of an endpoint in percent of the mean, above 100; or
   *     {@link #UNBOUNDED}
   * @see <a href="https://research.google/pubs/pub44824/">Maglev: A Fast and Reliable Software
   *     Network Load Balancer</a>
   */
  record Maglev(int tableSize, int maxLoadPercent) implements BalancingPolicy {
    /** The hash alone decides. */
    public static final int UNBOUNDED = 0;

    /** Enough for a share error of one percent at several hundred endpoints. */
    public static final int DEFAULT_TABLE_SIZE = 65_537;
  }

  /**
   * Of two drawn endpoints the one whose latency times load is lower; latency is what connecting
   * took and the kernel's round-trip time, the peak remembered and decaying.
   *
   * @param decay time after which a peak has fallen to a third
   */
  record PeakEwma(Duration decay) implements BalancingPolicy {
    /** Long enough to remember a slow endpoint, short enough to give it another chance. */
    public static final Duration DEFAULT_DECAY = Duration.ofSeconds(10);
  }
}
