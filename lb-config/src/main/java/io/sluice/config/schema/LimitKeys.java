package io.sluice.config.schema;

import io.sluice.config.model.TrafficLimits;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.YamlNode.Scalar;
import java.time.Duration;

/** Reads the limits on connections, rates and lifetimes. */
final class LimitKeys {
  /** Highest number of connections, and of new ones a second. */
  static final int MAX_CONNECTIONS = 10_000_000;

  /** Longest queue; each client in it holds a socket. */
  static final int MAX_QUEUE_SIZE = 100_000;

  /** A tebibyte a second. */
  static final long MAX_BYTE_RATE = 1L << 40;

  private static final Duration SHORTEST_LIFETIME = Duration.ofSeconds(1);
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(5);
  private static final int PERCENT = 100;

  private LimitKeys() {}

  static TrafficLimits read(Fields fields, TrafficLimits inherited) {
    int queueSize = inherited.queueSize();
    Duration queueTimeout = inherited.queueTimeout();
    Fields queue = fields.mapping("queue");
    if (queue != null) {
      queueSize = queue.integer("size", 0, MAX_QUEUE_SIZE, queueSize);
      queueTimeout = queue.duration("timeout", ConnectionKeys.SHORTEST, LONGEST_WAIT, queueTimeout);
      queue.rejectUnknownKeys();
    }
    return new TrafficLimits(
        count(fields, "maxConnections", inherited.maxConnections()),
        count(fields, "maxConnectionsPerEndpoint", inherited.maxConnectionsPerEndpoint()),
        count(fields, "maxConnectionsPerClient", inherited.maxConnectionsPerClient()),
        count(fields, "connectionRate", inherited.connectionRate()),
        count(fields, "connectionRatePerClient", inherited.connectionRatePerClient()),
        byteRate(fields, "byteRate", inherited.byteRate()),
        byteRate(fields, "byteRatePerConnection", inherited.byteRatePerConnection()),
        queueSize,
        queueTimeout,
        lifetime(fields, inherited.maxLifetime()),
        fields.integer(
            "maxConnectionLifetimeJitterPercent",
            0,
            PERCENT,
            inherited.maxLifetimeJitterPercent()));
  }

  /** A number from 1, or {@code Off} for no bound. */
  static int count(Fields fields, String key, int inherited) {
    return isOff(fields, key)
        ? TrafficLimits.UNLIMITED
        : fields.integer(
            key, 1, MAX_CONNECTIONS, inherited, "integer-range", "a number or " + Choices.OFF);
  }

  /** Whether the key says that an outer one does not hold here. */
  static boolean isOff(Fields fields, String key) {
    return fields.value(key) instanceof Scalar scalar && scalar.text().equals(Choices.OFF);
  }

  private static long byteRate(Fields fields, String key, long inherited) {
    return isOff(fields, key)
        ? TrafficLimits.UNLIMITED
        : fields.size(key, 1, MAX_BYTE_RATE, inherited);
  }

  private static Duration lifetime(Fields fields, Duration inherited) {
    String key = "maxConnectionLifetime";
    return isOff(fields, key)
        ? Duration.ZERO
        : fields.duration(key, SHORTEST_LIFETIME, ConnectionKeys.LONGEST, inherited);
  }
}
