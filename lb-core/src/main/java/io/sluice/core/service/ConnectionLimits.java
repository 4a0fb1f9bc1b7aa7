package io.sluice.core.service;

import io.sluice.config.model.ConnectionSettings;

/** Limits of a connection in the data plane's units. */
public record ConnectionLimits(
    int connectTimeoutMillis,
    long idleTimeoutNanos,
    long halfClosedTimeoutNanos,
    long udpIdleTimeoutNanos,
    int retries) {

  /** The same limits as configured. */
  public static ConnectionLimits of(ConnectionSettings settings) {
    return new ConnectionLimits(
        Math.clamp(settings.connectTimeout().toMillis(), 1, Integer.MAX_VALUE),
        settings.idleTimeout().toNanos(),
        settings.halfClosedTimeout().toNanos(),
        settings.udpIdleTimeout().toNanos(),
        settings.retries());
  }
}
