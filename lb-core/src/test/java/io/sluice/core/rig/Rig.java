package io.sluice.core.rig;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Transport;
import io.sluice.core.ApplyException;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Endpoints, one load balancer and clients, closed together. Closing checks what must hold after
 * every case: no connection is left, none is unaccounted for, no descriptor is lost.
 */
public final class Rig implements Closeable {
  private final Setup setup;
  private final Deque<Closeable> peers = new ArrayDeque<>();
  private @Nullable Balancer balancer;

  private Rig(Setup setup) {
    this.setup = setup;
  }

  /** With generous time limits. */
  public static Rig of(Transport transport) {
    return of(Setup.of(transport));
  }

  /** With generous time limits. */
  public static Rig of(DataPath path) {
    return of(Setup.of(path));
  }

  /** With time limits of the test's choice. */
  public static Rig of(Setup setup) {
    return new Rig(setup);
  }

  /** Something that is closed before the load balancer is checked. */
  public <T extends Closeable> T with(T peer) {
    peers.push(peer);
    return peer;
  }

  /** A new endpoint. */
  public TestEndpoint endpoint() throws IOException {
    return with(TestEndpoint.listening());
  }

  /** Starts the load balancer over these endpoints. */
  public Balancer balance(TestEndpoint... endpoints) throws ApplyException, IOException {
    return balance(Arrays.stream(endpoints).map(TestEndpoint::spec).toArray(EndpointSpec[]::new));
  }

  /** Starts the load balancer over these endpoints. */
  public Balancer balance(EndpointSpec... endpoints) throws ApplyException, IOException {
    Balancer started = Balancer.start(setup, List.of(endpoints));
    balancer = started;
    return started;
  }

  @Override
  public void close() throws IOException {
    Balancer started = balancer;
    try {
      if (started != null) {
        started.closeClients();
      }
      while (!peers.isEmpty()) {
        peers.pop().close();
      }
      if (started != null) {
        started.checkPostConditions();
      }
    } finally {
      if (started != null) {
        started.close();
      }
    }
  }
}
