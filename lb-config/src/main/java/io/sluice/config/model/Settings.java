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
 */
public record Settings(
    ListenAddress admin,
    Duration drainTimeout,
    Transport transport,
    int eventLoops,
    ZeroCopy zeroCopy,
    int maxConnections) {

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
          AUTO);
}
