package io.sluice.core.udp;

/**
 * How many sessions each client address that counts has at each service port; those without any
 * take no room. One event loop.
 */
final class ClientCounts {
  /*
   * Open addressing with linear probing, at most half full, removal by shifting back; see
   * FlowIndex. Each client here has a session, so the bound of the table is the bound of this.
   */
  private static final int FIRST_CAPACITY = 64;

  private final FlowHash hash;
  private long[] highs = new long[FIRST_CAPACITY];
  private long[] lows = new long[FIRST_CAPACITY];
  private int[] servicePorts = new int[FIRST_CAPACITY];
  private int[] hashes = new int[FIRST_CAPACITY];
  private int[] counts = new int[FIRST_CAPACITY];
  private int size;

  ClientCounts(FlowHash hash) {
    this.hash = hash;
  }

  /** Sessions of the flow's client at that service port. */
  int of(FlowKey flow, int servicePort) {
    return counts[find(flow, servicePort, (int) hash.ofClient(flow, servicePort))];
  }

  void increment(FlowKey flow, int servicePort) {
    int clientHash = (int) hash.ofClient(flow, servicePort);
    int cell = find(flow, servicePort, clientHash);
    if (counts[cell]++ > 0) {
      return;
    }
    highs[cell] = flow.sourceHigh();
    lows[cell] = flow.sourceLow();
    servicePorts[cell] = servicePort;
    hashes[cell] = clientHash;
    if (2 * ++size > counts.length) {
      grow();
    }
  }

  void decrement(FlowKey flow, int servicePort) {
    int cell = find(flow, servicePort, (int) hash.ofClient(flow, servicePort));
    assert counts[cell] > 0 : "client without sessions";
    if (--counts[cell] == 0) {
      size--;
      close(cell);
    }
  }

  /** Pairs of client and service port with sessions. */
  int size() {
    return size;
  }

  /** The client's cell, or the empty one where it would be. */
  private int find(FlowKey flow, int servicePort, int clientHash) {
    long high = flow.sourceHigh();
    long low = flow.sourceLow();
    int mask = counts.length - 1;
    int i = clientHash & mask;
    while (counts[i] != 0
        && !(hashes[i] == clientHash
            && lows[i] == low
            && highs[i] == high
            && servicePorts[i] == servicePort)) {
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
        servicePorts[gap] = servicePorts[i];
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
    int[] oldServicePorts = servicePorts;
    int[] oldHashes = hashes;
    int[] oldCounts = counts;
    int capacity = 2 * oldCounts.length;
    highs = new long[capacity];
    lows = new long[capacity];
    servicePorts = new int[capacity];
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
        servicePorts[to] = oldServicePorts[i];
        hashes[to] = oldHashes[i];
        counts[to] = oldCounts[i];
      }
    }
  }
}
