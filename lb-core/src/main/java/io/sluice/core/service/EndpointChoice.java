package io.sluice.core.service;

import io.sluice.core.affinity.ClientAffinity;
import io.sluice.core.balance.TriedEndpoints;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Finds an endpoint for one connection or UDP session, and holds its place there: the one that the
 * client keeps by session affinity, otherwise the selector's, never one that is full. One event
 * loop.
 *
 * <p>A client whose endpoint is full gets another one for this connection and keeps its own for the
 * next, and so does one whose endpoint this machine has no local port for. One whose endpoint does
 * not accept keeps the one that does.
 */
public final class EndpointChoice {
  private final ServiceEntry service;
  private final ServiceSnapshot snapshot;
  private final ClientAddress client;
  private final long hash;
  private final int maxPerEndpoint;

  // Where this connection holds a place.
  private @Nullable Endpoint held;

  // What the client keeps, and whether it has failed this connection.
  private @Nullable Endpoint kept;
  private boolean hasKeptFailed;

  // Full or failed; null until one was.
  private @Nullable TriedEndpoints passedOver;
  private int failures;

  /** Nothing chosen yet. */
  public EndpointChoice(ServiceEntry service, ServiceSnapshot snapshot, ClientAddress client) {
    this.service = service;
    this.snapshot = snapshot;
    this.client = client;
    this.hash = snapshot.hashOf(client);
    this.maxPerEndpoint = snapshot.traffic().limits().maxConnectionsPerEndpoint();
  }

  /**
   * The endpoint to try first, a place there taken; null when none is eligible or all are full. A
   * client is remembered by session affinity from here on.
   */
  public @Nullable Endpoint first(long nowNanos) {
    ClientAffinity<?> affinity = snapshot.affinity();
    if (affinity == null) {
      return choose();
    }
    kept = affinity.find(client, nowNanos);
    if (kept != null) {
      if (kept.tryAcquire(maxPerEndpoint)) {
        held = kept;
        return kept;
      }
      passOver(kept);
      return choose();
    }
    Endpoint chosen = choose();
    if (chosen != null) {
      kept = affinity.pin(client, chosen, nowNanos);
      // Another connection of the client was faster: this one follows, if it can.
      if (kept != chosen && kept.tryAcquire(maxPerEndpoint)) {
        release();
        held = kept;
      }
    }
    return held;
  }

  /**
   * The same but for an endpoint that the client has just failed with; null, too, when there is no
   * other.
   */
  public @Nullable Endpoint firstOther(Endpoint failed, long nowNanos) {
    Endpoint chosen = first(nowNanos);
    if (chosen != failed) {
      return chosen;
    }
    hasKeptFailed |= failed == kept;
    release();
    passOver(failed);
    return choose();
  }

  /**
   * The endpoint to try after the one before has failed, whose place is given back; null when no
   * attempt is left, or no endpoint to try. Whoever calls has closed the failed connection.
   */
  public @Nullable Endpoint afterFailure() {
    hasKeptFailed |= held == kept;
    return afterShortage();
  }

  /**
   * The same where this machine lacked what the attempt needs: no reason for the client to lose the
   * endpoint that it keeps.
   */
  public @Nullable Endpoint afterShortage() {
    Endpoint failed = held;
    if (failed == null) {
      throw new IllegalStateException("no attempt that could have failed");
    }
    release();
    passOver(failed);
    return ++failures > snapshot.limits().retries() ? null : choose();
  }

  /** The endpoint has accepted. */
  public void onAccepted(long nowNanos) {
    ClientAffinity<?> affinity = snapshot.affinity();
    if (hasKeptFailed && affinity != null && kept != null && held != null) {
      affinity.move(client, kept, held, nowNanos);
    }
  }

  /** Gives the place back, if one is held; a second call does nothing. */
  public void release() {
    if (held != null) {
      held.release();
      held = null;
      service.onPlaceFree();
    }
  }

  private @Nullable Endpoint choose() {
    TriedEndpoints soFar = passedOver;
    Endpoint candidate =
        soFar == null
            ? snapshot.selector().select(hash)
            : snapshot.selector().selectOther(hash, soFar);
    while (candidate != null && !candidate.tryAcquire(maxPerEndpoint)) {
      candidate = snapshot.selector().selectOther(hash, passOver(candidate));
    }
    held = candidate;
    return candidate;
  }

  private TriedEndpoints passOver(Endpoint endpoint) {
    TriedEndpoints soFar = passedOver;
    if (soFar == null) {
      soFar = new TriedEndpoints(endpoint);
      passedOver = soFar;
    } else {
      soFar.add(endpoint);
    }
    return soFar;
  }
}
