package io.sluice.core.udp;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.proxyprotocol.ProxyHeader;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that flows have just failed with, so that the next datagram goes elsewhere. One
 * event loop.
 */
final class FailedFlows {
  /*
   * One cell for each remainder of a flow's hash, the last failure wins. A flow whose failure was
   * overwritten picks as any new one does: it may meet the same endpoint once more, no worse.
   * Flows are told apart by their whole 64 bit hash.
   */
  static final int CELLS = 1024;

  private final long[] hashes = new long[CELLS];
  private final @Nullable Endpoint[] endpoints = new @Nullable Endpoint[CELLS];
  private final @Nullable ProxyHeader[] headers = new @Nullable ProxyHeader[CELLS];

  void put(long hash, FlowKey flow, Endpoint failed) {
    int cell = cell(hash);
    hashes[cell] = hash;
    endpoints[cell] = failed;
    headers[cell] = flow.header;
  }

  /** Gives a flow that has come without a header the one that it had when it failed. */
  void reintroduce(long hash, FlowKey flow) {
    int cell = cell(hash);
    if (hashes[cell] == hash && flow.header == null) {
      flow.header = headers[cell];
    }
  }

  /** The endpoint that the flow has failed with since it was last asked for, or null. */
  @Nullable Endpoint take(long hash) {
    int cell = cell(hash);
    if (hashes[cell] != hash) {
      return null;
    }
    Endpoint failed = endpoints[cell];
    endpoints[cell] = null;
    headers[cell] = null;
    return failed;
  }

  static int cell(long hash) {
    return (int) hash & (CELLS - 1);
  }
}
