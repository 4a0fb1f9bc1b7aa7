package io.sluice.core.tcp;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.ConnectionState;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.net.ClientAddress;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Describes the newest relays of a loop; on its event loop. */
final class ConnectionListing implements Runnable {
  /*
   * A description is some objects and a system call. Ten thousand in a row would hold everybody up
   * for tens of milliseconds, so a turn describes a few. Whatever ends in between is left out.
   */
  private static final int EACH_TURN = 128;
  private static final long TURN_MILLIS = 1;

  private final RelayLoop loop;
  private final int most;
  private final long askedNanos;
  private final List<LiveConnection> found = new ArrayList<>();
  private final CompletableFuture<List<LiveConnection>> answer = new CompletableFuture<>();
  private @Nullable Iterator<Relay> relays;

  /**
   * @param askedNanos what ages are counted to; one for all loops and turns, so that the ages of
   *     any two connections compare
   */
  ConnectionListing(RelayLoop loop, int most, long askedNanos) {
    this.loop = loop;
    this.most = most;
    this.askedNanos = askedNanos;
  }

  /** Completed on the event loop; for any thread. */
  CompletableFuture<List<LiveConnection>> answer() {
    return answer;
  }

  @Override
  public void run() {
    Iterator<Relay> left = relays;
    if (left == null) {
      left = loop.relays().newest(most).iterator();
      relays = left;
    }
    for (int i = 0; i < EACH_TURN && left.hasNext(); i++) {
      Relay relay = left.next();
      if (!relay.isClosed()) {
        found.add(describe(relay, askedNanos));
      }
    }
    if (left.hasNext()) {
      loop.eventLoop().schedule(this, TURN_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      answer.complete(Collections.unmodifiableList(found));
    }
  }

  /** What is to be seen of a relay from outside; costs a system call. */
  private static LiveConnection describe(Relay relay, long askedNanos) {
    Endpoint served = relay.endpoint();
    RelayHalf client = relay.clientHalf();
    RelayHalf other = relay.endpointHalf();
    return new LiveConnection(
        relay.service().name(),
        textOf(relay.identity().address()),
        textOf(client.localAddress()),
        served == null ? "" : served.toString(),
        stateOf(relay),
        Math.max(0, askedNanos - relay.startedNanos),
        client.direction(),
        other == null ? LiveConnection.Direction.NONE : other.direction());
  }

  private static ConnectionState stateOf(Relay relay) {
    return switch (relay.state()) {
      case OPENING -> ConnectionState.OPENING;
      case CONNECTING -> ConnectionState.CONNECTING;
      case RELAYING ->
          relay.isHalfClosed() ? ConnectionState.HALF_CLOSED : ConnectionState.RELAYING;
      case ABORTING, CLOSED -> ConnectionState.ABORTING;
    };
  }

  private static String textOf(ClientAddress address) {
    return address.equals(ClientAddress.NONE) ? "" : address.toString();
  }
}
