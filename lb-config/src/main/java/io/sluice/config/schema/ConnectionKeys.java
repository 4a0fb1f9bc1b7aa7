package io.sluice.config.schema;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.yaml.Fields;
import java.time.Duration;

/** The keys that stand in {@code defaults}, on a service and on a service port alike. */
final class ConnectionKeys {
  static final Duration SHORTEST = Duration.ofMillis(1);

  /** A week; in milliseconds it still is an int. */
  static final Duration LONGEST = Duration.ofDays(7);

  static final int MAX_RETRIES = 100;

  private ConnectionKeys() {}

  /** Reads the keys; those that are absent are inherited. */
  static ConnectionSettings read(Fields fields, ConnectionSettings inherited) {
    return new ConnectionSettings(
        duration(fields, "connectTimeout", inherited.connectTimeout()),
        duration(fields, "idleTimeout", inherited.idleTimeout()),
        duration(fields, "halfClosedTimeout", inherited.halfClosedTimeout()),
        duration(fields, "udpIdleTimeout", inherited.udpIdleTimeout()),
        fields.integer("retries", 0, MAX_RETRIES, inherited.retries()));
  }

  private static Duration duration(Fields fields, String key, Duration inherited) {
    return fields.duration(key, SHORTEST, LONGEST, inherited);
  }
}
