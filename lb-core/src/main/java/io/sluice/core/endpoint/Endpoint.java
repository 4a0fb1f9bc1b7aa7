package io.sluice.core.endpoint;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
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
