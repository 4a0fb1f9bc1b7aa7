package io.sluice.core.service;

import io.sluice.config.model.TrafficSettings;
import io.sluice.core.admission.Admission;
import io.sluice.core.affinity.ClientAffinity;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Selector;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a new connection needs to know about a service port: immutable, published as one reference,
 * read once a connection.
 *
 * @param generation number of the configuration it was made from
 * @param endpoints every endpoint, eligible or not
 * @param eligible the endpoints that may get new connections now
 * @param serving the endpoints that UDP sessions may stay with, eligible or not
 * @param clientHash how the selector is asked about a client
 * @param admission whom the service port lets in
 * @param affinity which endpoint a client keeps, or null when it keeps none
 * @param tls where ClientHellos lead, and who speaks TLS with us
 */
public record ServiceSnapshot(
    long generation,
    List<Endpoint> endpoints,
    List<Endpoint> eligible,
    Set<Endpoint> serving,
    Selector selector,
    ClientHash clientHash,
    ConnectionLimits limits,
    TrafficSettings traffic,
    Admission admission,
    @Nullable ClientAffinity<?> affinity,
    ServiceTls tls) {

  public ServiceSnapshot {
    endpoints = List.copyOf(endpoints);
    eligible = List.copyOf(eligible);
    serving = Set.copyOf(serving);
  }

  /** Whether a new connection can be served. */
  public boolean isUsable() {
    return !eligible.isEmpty();
  }

  /** Whether UDP sessions may stay with the endpoint; allocates nothing. */
  public boolean isServing(Endpoint endpoint) {
    return serving.contains(endpoint);
  }

  /** What the selector is asked with for a client; allocates nothing. */
  public long hashOf(ClientAddress client) {
    return clientHash.of(client);
  }
}
