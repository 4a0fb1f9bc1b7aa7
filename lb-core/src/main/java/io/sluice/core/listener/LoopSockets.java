package io.sluice.core.listener;

import io.sluice.core.tcp.RelayLoop;
import java.util.LinkedHashSet;
import java.util.Set;

/** The listening sockets of one event loop, and that loop's view of the others. */
final class LoopSockets {
  /*
   * The kernel spreads connections over an address's sockets by hash, which for few connections
   * means by luck: of four long ones, all may land on one loop. So a loop that is ahead of the
   * least loaded one by more than SLACK hands over. The slack keeps most connections where they
   * were accepted, which saves a wake-up.
   */
  private static final int SLACK = 2;
  private static final int SLACK_SHARE = 8;

  private final RelayLoop loop;
  private final RelayLoop[] all;

  // This loop only.
  private final Set<ListeningSocket> sockets = new LinkedHashSet<>();

  LoopSockets(RelayLoop loop, RelayLoop[] all) {
    this.loop = loop;
    this.all = all;
  }

  RelayLoop loop() {
    return loop;
  }

  /** Whether it is new. */
  boolean add(ListeningSocket socket) {
    return sockets.add(socket);
  }

  void remove(ListeningSocket socket) {
    sockets.remove(socket);
  }

  /** Pauses or resumes every socket of this loop; on this loop. */
  void updateAccepting() {
    sockets.forEach(ListeningSocket::updateAccepting);
  }

  /** The loop that serves the next connection: this one, unless another has clearly less to do. */
  RelayLoop leastLoaded() {
    RelayLoop least = loop;
    int fewest = loop.connections();
    int limit = fewest - Math.max(SLACK, fewest / SLACK_SHARE);
    for (RelayLoop other : all) {
      int connections = other.connections();
      if (connections < limit && connections < fewest) {
        least = other;
        fewest = connections;
      }
    }
    return least;
  }
}
