package io.sluice.config.model;

import java.time.Duration;

/** Whether a client keeps its endpoint from one connection to the next. */
public sealed interface SessionAffinity {
  /** Every connection is balanced anew. */
  record None() implements SessionAffinity {}

  /**
   * A client address keeps its endpoint.
   *
   * @param timeout how long after its last new connection, 1 s to 86 400 s
   */
  record ClientIp(Duration timeout) implements SessionAffinity {
    /** Kubernetes' default: three hours. */
    public static final Duration DEFAULT_TIMEOUT = Duration.ofHours(3);
  }
}
