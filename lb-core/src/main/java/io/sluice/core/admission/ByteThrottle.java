package io.sluice.core.admission;

import io.sluice.config.model.TrafficLimits;
import io.sluice.core.bounds.RateLimit;

/**
 * How fast one direction of a connection may read: no faster than its own rate, nor than what the
 * service's rate leaves it. Whoever moves the bytes reads no more than {@link
 * Admission#readBytes()} at once, charges what was read, and reads again once the wait is over.
 */
public final class ByteThrottle {
  private final RateLimit own;
  private final long ownRate;
  private final RateLimit service;
  private final long serviceRate;

  ByteThrottle(RateLimit own, long ownRate, RateLimit service, long serviceRate) {
    this.own = own;
    this.ownRate = ownRate;
    this.service = service;
    this.serviceRate = serviceRate;
  }

  /**
   * Counts bytes that were read; on the connection's event loop.
   *
   * @return nanoseconds until more may be read, 0 for at once
   */
  public long charge(long bytes, long nowNanos) {
    long wait = 0;
    if (ownRate != TrafficLimits.UNLIMITED) {
      wait = own.charge(bytes, ownRate, nowNanos);
    }
    if (serviceRate != TrafficLimits.UNLIMITED) {
      wait = Math.max(wait, service.charge(bytes, serviceRate, nowNanos));
    }
    return wait;
  }

  /** Nanoseconds until more may be read, 0 for at once. */
  public long waitNanos(long nowNanos) {
    long wait = 0;
    if (ownRate != TrafficLimits.UNLIMITED) {
      wait = own.waitNanos(ownRate, nowNanos);
    }
    if (serviceRate != TrafficLimits.UNLIMITED) {
      wait = Math.max(wait, service.waitNanos(serviceRate, nowNanos));
    }
    return wait;
  }
}
