package io.sluice.core.rig;

import io.sluice.config.model.TrafficLimits;
import java.time.Duration;

/** Limits of a service with a few set and all others off. */
public final class TestLimits {
  private TestLimits() {}

  /** Connections at once. */
  public static TrafficLimits connections(int service, int client) {
    return new TrafficLimits(
        service, 0, client, 0, 0, 0, 0, 0, Duration.ofSeconds(5), Duration.ZERO, 0);
  }

  /** New connections a second. */
  public static TrafficLimits rates(int service, int client) {
    return new TrafficLimits(
        0, 0, 0, service, client, 0, 0, 0, Duration.ofSeconds(5), Duration.ZERO, 0);
  }

  /** Connections at once with one endpoint, and who may wait. */
  public static TrafficLimits perEndpoint(int max, int queueSize, Duration queueTimeout) {
    return new TrafficLimits(0, max, 0, 0, 0, 0, 0, queueSize, queueTimeout, Duration.ZERO, 0);
  }

  /** Bytes a second in each direction. */
  public static TrafficLimits bytes(long service, long connection) {
    return new TrafficLimits(
        0, 0, 0, 0, 0, service, connection, 0, Duration.ofSeconds(5), Duration.ZERO, 0);
  }

  /** The life of a connection. */
  public static TrafficLimits lifetime(Duration longest, int jitterPercent) {
    return new TrafficLimits(0, 0, 0, 0, 0, 0, 0, 0, Duration.ofSeconds(5), longest, jitterPercent);
  }
}
