package io.sluice.core.udp;

import io.sluice.config.model.UdpSettings;
import io.sluice.core.endpoint.Endpoint;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a flow: a place in a {@link FlowTable}, used by one session after another.
 * Extended for the sockets. Belongs to the table's event loop.
 *
 * <p>Whoever keeps a session beyond the call that gave it keeps its {@link #number} too: {@link
 * #isNumber} tells whether the place still holds the same session.
 */
public sealed class UdpSession permits EndpointSession {
  /*
   *          first datagram of a flow              the last datagram that `requests` allows
   *   FREE ───────────────────────────► BOUND ───────────────────────────────► UNBOUND
   *    ▲                                  │                                       │
   *    │   idle, answered, endpoint gone, │        idle, answered, ICMP error,    │
   *    │   ICMP error, client changed,    │        evicted, closed                │
   *    └── evicted, closed ───────────────┴───────────────────────────────────────┘
   *
   * BOUND: the flow's datagrams find it. UNBOUND: they no longer do, the next one begins another
   * session; late responses still pass. Every way back to FREE is told to the owner once and
   * changes the number, so that a late event does not hit the next session of the place.
   */
  enum State {
    FREE,
    BOUND,
    UNBOUND
  }

  /** Where it stands when a place is needed; see {@link EvictionOrder}. */
  enum Rank {
    UNANSWERED,
    EXPENDABLE,
    PROTECTED
  }

  /** The flow; written by the table only. */
  final FlowKey flow = new FlowKey();

  State state = State.FREE;
  Rank rank = Rank.PROTECTED;
  long number;
  long hash;
  @Nullable Endpoint endpoint;
  UdpLimits limits = UdpLimits.NONE;
  int servicePort;
  long validatedGeneration;
  long lastUsedNanos;
  boolean isEstablished;
  long requests;
  long responses;

  // Places in the lists of EvictionOrder and of TimingWheel, and in the table's chain of free
  // places (queueNext).
  @Nullable UdpSession queuePrevious;
  @Nullable UdpSession queueNext;
  @Nullable UdpSession wheelPrevious;
  @Nullable UdpSession wheelNext;
  int wheelBucket = TimingWheel.NONE;
  int place;

  /** A free place. */
  public UdpSession() {}

  /** Client, local address and listener; not to be written. */
  public final FlowKey flow() {
    return flow;
  }

  /** The endpoint that serves the flow. */
  public final Endpoint endpoint() {
    return Objects.requireNonNull(endpoint, "a free place has no endpoint");
  }

  /** Which session of this place it is. */
  public final long number() {
    return number;
  }

  /** Whether the session with that number still lives here. */
  public final boolean isNumber(long other) {
    return number == other && state != State.FREE;
  }

  /** Datagrams of the client so far. */
  public final long requests() {
    return requests;
  }

  /** Datagrams of the endpoint so far. */
  public final long responses() {
    return responses;
  }

  final void begin(FlowKey newFlow, long newHash, Endpoint newEndpoint, UdpSnapshot snapshot) {
    flow.copyFrom(newFlow);
    hash = newHash;
    endpoint = newEndpoint;
    limits = snapshot.limits();
    servicePort = snapshot.servicePort();
    validatedGeneration = snapshot.generation();
    isEstablished = false;
    requests = 0;
    responses = 0;
    state = State.BOUND;
  }

  /** Makes the place free for the next session. */
  final void reset() {
    number++;
    endpoint = null;
    limits = UdpLimits.NONE;
  }

  /**
   * Whether by count the client sends nothing more and nothing more is expected of the endpoint.
   */
  final boolean isDone() {
    return limits.responses() != UdpSettings.UNCOUNTED
        && (limits.requests() == UdpSettings.UNCOUNTED || requests >= limits.requests())
        && responses >= limits.responses() * requests;
  }
}
