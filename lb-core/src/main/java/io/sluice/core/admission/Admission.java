package io.sluice.core.admission;

import io.sluice.config.model.TrafficLimits;
import io.sluice.core.bounds.ClientEntry;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.bounds.RateLimit;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.AddressRanges;
import io.sluice.core.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * Whom a service port lets in, as one snapshot has it. Immutable but for what the service has in
 * use; asked by every event loop at once.
 */
public final class Admission {
  /*
   * What concerns the client alone comes before what it shares with others, so that a client that
   * is refused takes nothing from them; a token of the service is taken last, by those who are let
   * in. A client's own token is spent also when the service is full: who knocks too often waits.
   */
  private static final int LONGEST_READ = 64 * 1024;

  /** The kernel may hold a quarter of a second's worth, within reason. */
  private static final int RECEIVE_BUFFER_SHARE = 4;

  private static final int LEAST_BUFFER = 4096;
  private static final int LARGEST_BUFFER = 4 << 20;

  private final AddressRanges allowed;
  private final AddressRanges denied;
  private final AddressRanges trusted;
  private final TrafficLimits limits;
  private final ServiceUsage usage;
  private final @Nullable ClientPlaces clientPlaces;
  private final @Nullable ClientTable<ServiceUsage> clientRates;

  Admission(
      AddressRanges allowed,
      AddressRanges denied,
      AddressRanges trusted,
      TrafficLimits limits,
      ServiceUsage usage,
      @Nullable ClientPlaces clientPlaces,
      @Nullable ClientTable<ServiceUsage> clientRates) {
    this.allowed = allowed;
    this.denied = denied;
    this.trusted = trusted;
    this.limits = limits;
    this.usage = usage;
    this.clientPlaces = clientPlaces;
    this.clientRates = clientRates;
  }

  /**
   * Lets a client in or says why not.
   *
   * @param client its effective address
   * @param nowNanos {@link System#nanoTime()}
   * @param visit holds what the client has taken once it is let in; untouched when it is refused
   * @return the reason to refuse it, or null when it is let in
   */
  public @Nullable CloseReason admit(ClientAddress client, long nowNanos, Visit visit) {
    if (!isAllowed(client)) {
      return CloseReason.SOURCE_DENIED;
    }
    if (!isSlowEnough(client, nowNanos)) {
      return CloseReason.CLIENT_RATE;
    }
    if (limits.maxConnectionsPerClient() == TrafficLimits.UNLIMITED || clientPlaces == null) {
      return enter(null, nowNanos, visit);
    }
    ClientEntry<ClientPlaces> place =
        clientPlaces.tryAcquire(client, limits.maxConnectionsPerClient());
    if (place == null) {
      return CloseReason.CLIENT_FULL;
    }
    CloseReason refusal = enter(place, nowNanos, visit);
    if (refusal != null) {
      clientPlaces.release(place);
    }
    return refusal;
  }

  /** Whether a PROXY header from that peer is believed: at a unix socket, from everybody. */
  public boolean isTrusted(ClientAddress peer) {
    return peer.equals(ClientAddress.UNIX) || trusted.contains(peer);
  }

  /** The same for the sender of a datagram. */
  public boolean isTrusted(long high, long low) {
    return trusted.contains(high, low);
  }

  /** How fast bytes may pass in one direction of a new connection, or null for no limit. */
  public @Nullable ByteThrottle throttle(ServiceUsage.Direction direction, long nowNanos) {
    return isThrottling()
        ? new ByteThrottle(
            new RateLimit(nowNanos),
            limits.byteRatePerConnection(),
            usage.byteRate(direction),
            limits.byteRate())
        : null;
  }

  /** Whether bytes may pass only so fast. */
  public boolean isThrottling() {
    return limits.byteRate() != TrafficLimits.UNLIMITED
        || limits.byteRatePerConnection() != TrafficLimits.UNLIMITED;
  }

  /** Most bytes that one read may take where bytes may pass only so fast. */
  public int readBytes() {
    return (int) Math.min(RateLimit.burstBytes(slowest()), LONGEST_READ);
  }

  /** Most bytes that the kernel should hold for one socket where bytes may pass only so fast. */
  public int receiveBufferBytes() {
    return Math.clamp(slowest() / RECEIVE_BUFFER_SHARE, LEAST_BUFFER, LARGEST_BUFFER);
  }

  /** The lower of the byte rates that there are. */
  private long slowest() {
    long service =
        limits.byteRate() == TrafficLimits.UNLIMITED ? Long.MAX_VALUE : limits.byteRate();
    long own = limits.byteRatePerConnection();
    return own == TrafficLimits.UNLIMITED ? service : Math.min(own, service);
  }

  private @Nullable CloseReason enter(
      @Nullable ClientEntry<ClientPlaces> place, long nowNanos, Visit visit) {
    if (!usage.places().tryAcquire(limits.maxConnections())) {
      return CloseReason.SERVICE_FULL;
    }
    if (limits.connectionRate() != TrafficLimits.UNLIMITED
        && !usage.connectionRate().tryTake(limits.connectionRate(), nowNanos)) {
      usage.places().release();
      return CloseReason.SERVICE_RATE;
    }
    visit.begin(usage.places(), place);
    return null;
  }

  /** Ranges are ranges of addresses; who has none was let in by the mode of a unix socket. */
  private boolean isAllowed(ClientAddress client) {
    if (client.equals(ClientAddress.UNIX)) {
      return true;
    }
    return !denied.contains(client) && (allowed.isEmpty() || allowed.contains(client));
  }

  private boolean isSlowEnough(ClientAddress client, long nowNanos) {
    if (limits.connectionRatePerClient() == TrafficLimits.UNLIMITED || clientRates == null) {
      return true;
    }
    ClientEntry<ServiceUsage> fullAt = clientRates.find(client);
    if (fullAt == null) {
      fullAt = clientRates.add(client, usage, nowNanos);
    }
    return fullAt == null || RateLimit.tryTake(fullAt, limits.connectionRatePerClient(), nowNanos);
  }
}
