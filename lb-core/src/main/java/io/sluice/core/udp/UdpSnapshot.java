package io.sluice.core.udp;

import io.sluice.core.endpoint.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What the flow table asks of a service port's snapshot. All answers of one object are of one
 * moment; an event loop asks without waiting and without allocating.
 */
public interface UdpSnapshot {
  /** A number that no other snapshot of the same listener has had. */
  long generation();

  /** Limits of sessions that begin now. */
  UdpLimits limits();

  /**
   * Whether sessions may stay with the endpoint: it is serving, eligible for new ones or not. Asked
   * once for each session and generation.
   */
  boolean isServing(Endpoint endpoint);

  /**
   * An endpoint for a new session, or null when none is eligible.
   *
   * @param failed the endpoint that this flow has just failed with: chosen only if there is no
   *     other
   */
  @Nullable Endpoint pick(FlowKey flow, @Nullable Endpoint failed);
}
