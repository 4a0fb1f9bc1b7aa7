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

  /**
   * The number of the service port, which no other one of this event loop has; a client's sessions
   * are counted by it.
   */
  int servicePort();

  /** Limits of sessions that begin now. */
  UdpLimits limits();

  /**
   * Whether sessions may stay with the endpoint: it is serving, eligible for new ones or not. Asked
   * once for each session and generation.
   */
  boolean isServing(Endpoint endpoint);

  /**
   * An endpoint for a new session, or null when none is eligible. If there is one, the session
   * begins, and its end will be told to the {@link SessionOwner}.
   *
   * @param failed the endpoint that this flow has just failed with: chosen only if there is no
   *     other
   */
  @Nullable Endpoint pick(FlowKey flow, @Nullable Endpoint failed);
}
