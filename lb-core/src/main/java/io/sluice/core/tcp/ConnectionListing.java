package io.sluice.core.tcp;

import io.sluice.core.metrics.LiveConnection;
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
  private final List<LiveConnection> found = new ArrayList<>();
  private final CompletableFuture<List<LiveConnection>> answer = new CompletableFuture<>();
  private @Nullable Iterator<Relay> relays;

  ConnectionListing(RelayLoop loop, int most) {
    this.loop = loop;
    this.most = most;
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
    long now = System.nanoTime();
    for (int i = 0; i < EACH_TURN && left.hasNext(); i++) {
      Relay relay = left.next();
      if (!relay.isClosed()) {
        found.add(relay.describe(now));
      }
    }
    if (left.hasNext()) {
      loop.eventLoop().schedule(this, TURN_MILLIS, TimeUnit.MILLISECONDS);
    } else {
      answer.complete(Collections.unmodifiableList(found));
    }
  }
}
