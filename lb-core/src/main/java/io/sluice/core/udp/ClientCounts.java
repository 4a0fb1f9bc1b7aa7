package io.sluice.core.udp;

/** How many sessions each client address has; clients without any take no room. One event loop. */
final class ClientCounts {
  /*
   * Open addressing with linear probing, at most half full, removal by shifting back; see
   * FlowIndex. Each client here has a session, so the bound of the table is the bound of this.
   */
  private static final int FIRST_CAPACITY = 64;

  private final FlowHash hash;
  private long[] highs = new long[FIRST_CAPACITY];
  private long[] lows = new long[FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int clients;

  ClientCounts(FlowHash hash) {
    this.hash = hash;
  }

  /** Sessions of the flow's client. */
  int of(FlowKey flow) {
    return counts[find(flow, (int) hash.ofClient(flow))];
  }

  void increment(FlowKey flow) {
    int clientHash = (int) hash.ofClient(flow);
    int cell = find(flow, clientHash);
    if (counts[cell]++ > 0) {
      return;
    }
    highs[cell] = flow.clientHigh;
    lows[cell] = flow.clientLow;
    hashes[cell] = clientHash;
    if (2 * ++clients > counts.length) {
      grow();
    }
  }

  void decrement(FlowKey flow) {
    int cell = find(flow, (int) hash.ofClient(flow));
    assert counts[cell] > 0 : "client without sessions";
    if (--counts[cell] == 0) {
      clients--;
      close(cell);
    }
  }

  /** Clients with sessions. */
  int clients() {
    return clients;
  }

  /** The client's cell, or the empty one where it would be. */
  private int find(FlowKey flow, int clientHash) {
    int mask = counts.length - 1;
    int i = clientHash & mask;
    while (counts[i] != 0
        && (hashes[i] != clientHash || lows[i] != flow.clientLow || highs[i] != flow.clientHigh)) {
      i = (i + 1) & mask;
    }
    return i;
  }

  private void close(int freed) {
    int mask = counts.length - 1;
    int gap = freed;
    for (int i = (gap + 1) & mask; counts[i] != 0; i = (i + 1) & mask) {
      int fromHome = (i - hashes[i]) & mask;
      if (fromHome >= ((i - gap) & mask)) {
        highs[gap] = highs[i];
        lows[gap] = lows[i];
        hashes[gap] = hashes[i];
        counts[gap] = counts[i];
        gap = i;
      }
    }
    counts[gap] = 0;
  }

  private void grow() {
    long[] oldHighs = highs;
    long[] oldLows = lows;
    int[] oldHashes = hashes;
    int[] oldCounts = counts;
    int capacity = 2 * oldCounts.length;
    highs = new long[capacity];
    lows = new long[capacity];
    hashes = new int[capacity];
    counts = new int[capacity];
    for (int i = 0; i < oldCounts.length; i++) {
      if (oldCounts[i] != 0) {
        int to = oldHashes[i] & (capacity - 1);
        while (counts[to] != 0) {
          to = (to + 1) & (capacity - 1);
        }
        highs[to] = oldHighs[i];
        lows[to] = oldLows[i];
        hashes[to] = oldHashes[i];
        counts[to] = oldCounts[i];
      }
    }
  }
}
