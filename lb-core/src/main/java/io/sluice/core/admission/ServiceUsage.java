package io.sluice.core.admission;

import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.bounds.Places;
import io.sluice.core.bounds.RateLimit;
import io.sluice.core.net.AddressRanges;
import org.jspecify.annotations.Nullable;

/**
 * What the clients of a service use of its limits now, over all of its ports. Outlives snapshots:
 * the control thread keeps one a service and makes each port's {@link Admission} from it.
 */
public final class ServiceUsage {
  /** Clients whose rates are known at once; of more, those with the most tokens are forgotten. */
  static final int MAX_RATED_CLIENTS = 1 << 16;

  private final ClientTable.Hash hash;
  private final Places connections = new Places();
  private final RateLimit connectionRate;
  private final RateLimit fromClients;
  private final RateLimit fromEndpoints;

  // Control thread only; made once a limit asks for it, and kept from then on.
  private @Nullable ClientPlaces clientPlaces;
  private @Nullable ClientTable<ServiceUsage> clientRates;

  /** Nothing used. */
  public ServiceUsage(ClientTable.Hash hash, long nowNanos) {
    this.hash = hash;
    this.connectionRate = new RateLimit(nowNanos);
    this.fromClients = new RateLimit(nowNanos);
    this.fromEndpoints = new RateLimit(nowNanos);
  }

  /** The rules of a service port; control thread only. */
  public Admission admission(TrafficSettings traffic) {
    TrafficLimits limits = traffic.limits();
    if (limits.maxConnectionsPerClient() != TrafficLimits.UNLIMITED && clientPlaces == null) {
      clientPlaces = new ClientPlaces(ClientPlaces.MAX_CLIENTS, hash);
    }
    if (limits.connectionRatePerClient() != TrafficLimits.UNLIMITED && clientRates == null) {
      clientRates =
          new ClientTable<>(
              ClientPrefix.WHOLE, MAX_RATED_CLIENTS, ClientTable.WhenFull.EVICT, hash);
    }
    return new Admission(
        new AddressRanges(traffic.sourceRanges().allowed()),
        new AddressRanges(traffic.sourceRanges().denied()),
        new AddressRanges(traffic.proxyProtocol().trusted()),
        limits,
        this,
        clientPlaces,
        clientRates);
  }

  /** Connections and UDP sessions that the service has let in and that have not ended. */
  public int connections() {
    return connections.taken();
  }

  /** Clients whose rates are known; control thread only. */
  int ratedClients() {
    return clientRates == null ? 0 : clientRates.size();
  }

  Places places() {
    return connections;
  }

  RateLimit connectionRate() {
    return connectionRate;
  }

  RateLimit byteRate(Direction direction) {
    return switch (direction) {
      case FROM_CLIENT -> fromClients;
      case FROM_ENDPOINT -> fromEndpoints;
    };
  }

  /** Whose bytes are counted. */
  public enum Direction {
    FROM_CLIENT,
    FROM_ENDPOINT
  }
}
