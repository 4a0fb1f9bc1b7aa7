package io.sluice.core.tcp;

import io.netty.channel.EventLoop;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.service.ConnectionLimits;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The relays of one event loop, and the watch over their time limits. That event loop only. */
final class LiveRelays implements Runnable {
  /*
   * Instead of a timer a relay, one sweep a loop walks the list. A relay only sets a flag when
   * bytes pass; the sweep turns flags into times, so the data path neither reads the clock nor
   * moves timers. The sweep runs at 1/SHARE of the shortest limit seen, so a limit is overrun by
   * 2/SHARE of itself at the most, and not at all while there is no relay. A sweep that already
   * waits is not brought forward: where services of long and of short limits share a loop, the
   * first sweep after a short one begins may come up to LONGEST_PERIOD late.
   */
  private static final int SHARE = 32;
  private static final long SHORTEST_PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final long LONGEST_PERIOD_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final EventLoop eventLoop;
  private final RoundTripSampling roundTrips = new RoundTripSampling();
  private @Nullable Relay first;
  private boolean isSweepScheduled;
  private long periodNanos = LONGEST_PERIOD_NANOS;

  LiveRelays(EventLoop eventLoop) {
    this.eventLoop = eventLoop;
  }

  void add(Relay relay) {
    relay.lastMovedNanos = System.nanoTime();
    relay.next = first;
    if (first != null) {
      first.previous = relay;
    }
    first = relay;
    ConnectionLimits limits = relay.snapshot().limits();
    long shortest = Math.min(limits.idleTimeoutNanos(), limits.halfClosedTimeoutNanos());
    shortest = Math.min(shortest, relay.lifetimeNanos);
    shortest = Math.min(shortest, TimeUnit.MILLISECONDS.toNanos(limits.connectTimeoutMillis()));
    long period = Math.clamp(shortest / SHARE, SHORTEST_PERIOD_NANOS, LONGEST_PERIOD_NANOS);
    if (!isSweepScheduled || period < periodNanos) {
      periodNanos = period;
      scheduleSweep();
    }
  }

  void remove(Relay relay) {
    Relay before = relay.previous;
    Relay after = relay.next;
    if (before != null) {
      before.next = after;
    } else if (first == relay) {
      first = after;
    }
    if (after != null) {
      after.previous = before;
    }
    relay.previous = null;
    relay.next = null;
  }

  /** Those added last, at most so many, the newest first. */
  List<Relay> newest(int most) {
    List<Relay> newest = new ArrayList<>();
    for (Relay relay = first; relay != null && newest.size() < most; relay = relay.next) {
      newest.add(relay);
    }
    return newest;
  }

  /** Ends every relay. */
  void closeAll(CloseReason reason) {
    for (Relay relay = first; relay != null; relay = first) {
      relay.close(reason);
    }
  }

  @Override
  public void run() {
    isSweepScheduled = false;
    long now = System.nanoTime();
    roundTrips.begin();
    for (Relay relay = first; relay != null; ) {
      // Taken before the relay may leave the list.
      Relay following = relay.next;
      sweep(relay, now);
      relay = following;
    }
    if (first == null) {
      periodNanos = LONGEST_PERIOD_NANOS;
    } else {
      scheduleSweep();
    }
  }

  private void sweep(Relay relay, long now) {
    if (now - relay.startedNanos >= relay.lifetimeNanos) {
      relay.close(CloseReason.LIFETIME);
      return;
    }
    relay.checkConnecting(now);
    if (relay.isClosed()) {
      return;
    }
    if (relay.hasMoved || relay.isHeldBack()) {
      relay.hasMoved = false;
      relay.lastMovedNanos = now;
      roundTrips.onMoved(relay);
      return;
    }
    long silence = now - relay.lastMovedNanos;
    ConnectionLimits limits = relay.snapshot().limits();
    if (relay.isHalfClosed() && silence >= limits.halfClosedTimeoutNanos()) {
      relay.close(CloseReason.HALF_CLOSED_TIMEOUT);
    } else if (silence >= limits.idleTimeoutNanos()) {
      relay.close(CloseReason.IDLE_TIMEOUT);
    } else {
      look(relay);
    }
  }

  /** Looks for what no event has told of, while nothing moves. */
  private static void look(Relay relay) {
    RelayHalf client = relay.clientHalf();
    RelayHalf other = relay.endpointHalf();
    if (relay.state() == RelayState.CONNECTING && client.isSilentlyReset()) {
      relay.onReset(client);
    }
    if (relay.state() != RelayState.RELAYING || other == null) {
      return;
    }
    if (client.isSilentlyReset()) {
      relay.onReset(client);
    } else if (other.isSilentlyReset()) {
      relay.onReset(other);
    } else {
      client.wakeLostWrite();
      other.wakeLostWrite();
    }
  }

  private void scheduleSweep() {
    if (!isSweepScheduled) {
      isSweepScheduled = true;
      eventLoop.schedule(this, periodNanos, TimeUnit.NANOSECONDS);
    }
  }
}
