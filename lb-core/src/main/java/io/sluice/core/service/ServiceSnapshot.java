package io.sluice.core.service;

import io.sluice.config.model.TrafficSettings;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Selector;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import java.util.List;

/**
 * What a new connection needs to know about a service port: immutable, published as one reference,
 * read once a connection.
 *
 * @param generation number of the configuration it was made from
 * @param endpoints every endpoint, eligible or not
 * @param eligible the endpoints that may get new connections now
 */
public record ServiceSnapshot(
    long generation,
    List<Endpoint> endpoints,
    List<Endpoint> eligible,
    Selector selector,
    ClientHash clientHash,
    ConnectionLimits limits,
    TrafficSettings traffic) {

  public ServiceSnapshot {
    endpoints = List.copyOf(endpoints);
    eligible = List.copyOf(eligible);
  }

  /** Whether a new connection can be served. */
  public boolean isUsable() {
    return !eligible.isEmpty();
  }

  /** What the selector is asked with for a client; allocates nothing. */
  public long hashOf(ClientAddress client) {
    return clientHash.of(client);
  }
}
