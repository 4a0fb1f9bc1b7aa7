package io.sluice.config.model;

/** The rule that chooses an endpoint for a new connection. */
public sealed interface BalancingPolicy {
  /** Each in turn, heavier ones more often, interleaved as evenly as the weights allow. */
  record RoundRobin() implements BalancingPolicy {}
}
