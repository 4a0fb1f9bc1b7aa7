package io.sluice.core.endpoint;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.core.bounds.Places;
import io.sluice.core.metrics.CounterTable;
import io.sluice.core.net.Destination;
import java.net.InetSocketAddress;

/**
 * One address and port, or one unix socket, that serves a service port, with its live counters.
 * Outlives snapshots: the same address of the same service port is the same object through every
 * reload.
 */
public final class Endpoint {
  private static final int OPENED = 0;
  private static final int ENDED = 1;
  private static final int COUNT = 2;

  private final EndpointAddress address;
  private final String host;
  private final Destination destination;
  private final CounterTable counters;
  private final EndpointLatency latency = new EndpointLatency();

  // Connections and UDP sessions that have this endpoint, those being connected included. Every
  // event loop.
  private final Places inUse = new Places();

  /** An endpoint without connections. */
  public Endpoint(EndpointSpec spec, int loops) {
    this.address = spec.address();
    this.host = spec.address().host();
    this.destination = Destination.of(spec.address());
    this.counters = new CounterTable(COUNT, loops);
  }

  /** What to connect to. */
  public Destination destination() {
    return destination;
  }

  /** Where to send datagrams; endpoints of UDP ports are never unix sockets. */
  public InetSocketAddress socketAddress() {
    return switch (destination) {
      case Destination.Network(InetSocketAddress network) -> network;
      case Destination.UnixSocket _ ->
          throw new IllegalStateException(address + " takes no datagrams");
    };
  }

  /** Its address. */
  public EndpointAddress address() {
    return address;
  }

  /** What the ports of one endpoint have in common; see {@link EndpointAddress#host()}. */
  public String host() {
    return host;
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

  /** {@code address:port}, IPv6 in brackets, or {@code unix:/path}. */
  @Override
  public String toString() {
    return address.toString();
  }
}
