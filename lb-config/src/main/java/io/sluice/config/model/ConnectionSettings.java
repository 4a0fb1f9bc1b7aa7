package io.sluice.config.model;

import java.time.Duration;

/**
 * Limits on time and attempts of the connections of a service port.
 *
 * @param connectTimeout longest wait for one endpoint to accept
 * @param idleTimeout longest silence in both directions of a TCP connection
 * @param halfClosedTimeout longest silence once one direction has ended
 * @param udpIdleTimeout longest silence of a UDP session
 * @param retries attempts on other endpoints after the first failed, before any client byte was
 *     given away; 0 to 100
 */
public record ConnectionSettings(
    Duration connectTimeout,
    Duration idleTimeout,
    Duration halfClosedTimeout,
    Duration udpIdleTimeout,
    int retries) {

  /** What holds where the configuration says nothing. */
  public static final ConnectionSettings DEFAULT =
      new ConnectionSettings(
          Duration.ofSeconds(5),
          Duration.ofHours(1),
          Duration.ofSeconds(30),
          Duration.ofMinutes(1),
          3);
}
