package io.sluice.config.model;

import java.time.Duration;

/**
 * Bounds on the traffic of a service port. {@link #UNLIMITED}, 0, is no bound.
 *
 * @param maxConnections client connections and UDP sessions at once over the service
 * @param maxConnectionsPerEndpoint of those, with one endpoint
 * @param maxConnectionsPerClient of those, from one client address
 * @param connectionRate new ones a second over the service
 * @param connectionRatePerClient new ones a second from one client address
 * @param byteRate bytes a second in each direction over the service
 * @param byteRatePerConnection bytes a second in each direction of one connection
 * @param queueSize clients that may wait when every endpoint is full; 0: none waits
 * @param queueTimeout longest wait of such a client
 * @param maxLifetime longest life of a TCP connection; zero: no bound
 * @param maxLifetimeJitterPercent part of the lifetime that is drawn at random for each connection,
 *     so that those opened together do not end together; 0 to 100
 */
public record TrafficLimits(
    int maxConnections,
    int maxConnectionsPerEndpoint,
    int maxConnectionsPerClient,
    int connectionRate,
    int connectionRatePerClient,
    long byteRate,
    long byteRatePerConnection,
    int queueSize,
    Duration queueTimeout,
    Duration maxLifetime,
    int maxLifetimeJitterPercent) {

  /** No bound. */
  public static final int UNLIMITED = 0;

  /** What holds where the configuration says nothing. */
  public static final TrafficLimits DEFAULT =
      new TrafficLimits(0, 0, 0, 0, 0, 0, 0, 0, Duration.ofSeconds(5), Duration.ZERO, 10);
}
