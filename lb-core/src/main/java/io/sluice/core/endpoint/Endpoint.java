package io.sluice.core.endpoint;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.core.bounds.Places;
import io.sluice.core.metrics.CounterTable;
import java.net.InetSocketAddress;

/**
 * One address and port that serves a service port, with its live counters. Outlives snapshots: the
 * same address and port of the same service port is the same object through every reload.
 */
public final class Endpoint {
  private static final int OPENED = 0;
  private static final int ENDED = 1;
  private static final int COUNT = 2;

  private final IpAddress address;
  private final InetSocketAddress socketAddress;
  private final CounterTable counters;
  private final EndpointLatency latency = new EndpointLatency();

  // Connections and UDP sessions that have this endpoint, those being connected included. Every
  // event loop.
  private final Places inUse = new Places();

  /** An endpoint without connections. */
  public Endpoint(EndpointSpec spec, int loops) {
    this.address = spec.address();
    this.socketAddress = spec.address().toSocketAddress(spec.port());
    this.counters = new CounterTable(COUNT, loops);
  }

  /** Where to connect to. */
  public InetSocketAddress socketAddress() {
    return socketAddress;
  }

  /** Its address. */
  public IpAddress address() {
    return address;
  }

  /**
   * Takes a place for one more connection or UDP session, unless all are taken; whoever got one
   * gives it back by {@link #release()}. Any event loop.
   *
   * @param max places that there are, 0 for no limit; never exceeded, not even for a moment
   */
  public boolean tryAcquire(int max) {
    return inUse.tryAcquire(max);
  }

  /** Gives a place back. Any event loop. */
  public void release() {
    inUse.release();
  }

  /** Places taken now, connections that are still being established included. Any thread. */
  public int inUse() {
    return inUse.taken();
  }

  /** How long it takes; known only where a policy goes by it. */
  public EndpointLatency latency() {
    return latency;
  }

  /** A connection was established; on that loop's thread. */
  public void onConnectionOpened(int loop) {
    counters.add(loop, OPENED, 1);
  }

  /** A connection that was established ended; on that loop's thread. */
  public void onConnectionEnded(int loop) {
    counters.add(loop, ENDED, 1);
  }

  /** Connections open now; never negative. Any thread. */
  public long connectionsActive() {
    long ended = counters.sum(ENDED);
    return Math.max(0, counters.sum(OPENED) - ended);
  }

  /** Connections established since the endpoint was first seen. Any thread. */
  public long connectionsTotal() {
    return counters.sum(OPENED);
  }

  /** {@code address:port}, IPv6 in brackets. */
  @Override
  public String toString() {
    return address.withPort(socketAddress.getPort());
  }
}
