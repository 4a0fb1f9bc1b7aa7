package io.sluice.config.model;

import java.time.Duration;

/**
 * What concerns the process and not a single service.
 *
 * @param admin where the admin HTTP listens
 * @param drainTimeout how long live connections may go on after a stop was asked for
 * @param transport how event loops talk to the kernel
 * @param eventLoops number of event loops, or {@link #AUTO}
 * @param zeroCopy whether bytes may pass without being copied to user space
 * @param maxConnections client connections at once over all services, or {@link #AUTO}
 * @param maxUdpSessions UDP sessions at once over all services, or {@link #AUTO}
 * @param place where this instance runs
 * @param hashSeed what instances share that hash a client to the same endpoint; a secret. Empty:
 *     drawn at random at start
 */
public record Settings(
    ListenAddress admin,
    Duration drainTimeout,
    Transport transport,
    int eventLoops,
    ZeroCopy zeroCopy,
    int maxConnections,
    int maxUdpSessions,
    Place place,
    String hashSeed) {

  /** Let Sluice find the number that suits the machine. */
  public static final int AUTO = 0;

  /** The admin port where the configuration names none. */
  public static final int DEFAULT_ADMIN_PORT = 9900;

  /** What holds where the configuration says nothing. */
  public static final Settings DEFAULT =
      new Settings(
          new ListenAddress.Tcp(IpAddress.parse("127.0.0.1"), DEFAULT_ADMIN_PORT),
          Duration.ofSeconds(30),
          Transport.AUTO,
          AUTO,
          ZeroCopy.AUTO,
          AUTO,
          AUTO,
          Place.UNKNOWN,
          "");

  /** The same with another admin listener and drain timeout. */
  public Settings with(ListenAddress otherAdmin, Duration otherDrainTimeout) {
    return new Settings(
        otherAdmin,
        otherDrainTimeout,
        transport,
        eventLoops,
        zeroCopy,
        maxConnections,
        maxUdpSessions,
        place,
        hashSeed);
  }

  /**
   * Where an instance runs, as Kubernetes' topology labels say it.
   *
   * @param node name of the node, or empty
   * @param zone name of the zone, or empty
   */
  public record Place(String node, String zone) {
    /** Nothing was said. */
    public static final Place UNKNOWN = new Place("", "");
  }

  /** Everything but the secret. */
  @Override
  public String toString() {
    return "Settings[admin="
        + admin
        + ", drainTimeout="
        + drainTimeout
        + ", transport="
        + transport
        + ", eventLoops="
        + eventLoops
        + ", zeroCopy="
        + zeroCopy
        + ", maxConnections="
        + maxConnections
        + ", maxUdpSessions="
        + maxUdpSessions
        + ", place="
        + place
        + "]";
  }
}
