package io.sluice.core.control;

import io.sluice.config.model.Settings;
import io.sluice.core.net.DescriptorLimit;
import io.sluice.core.tcp.ConnectionLimit;
import io.sluice.core.udp.SharedSessionBudget;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shares out the file descriptors of this process. Control thread only. */
public final class Capacity {
  private static final Logger LOG = LoggerFactory.getLogger(Capacity.class);

  /**
   * UDP sessions at the most unless configured: each is a socket, so some 200 MiB of the kernel's
   * memory.
   */
  private static final int MOST_UDP_SESSIONS = 1 << 17;

  private final DescriptorLimit descriptors;
  private final ConnectionLimit connections;
  private final SharedSessionBudget udpSessions;

  /** Over connections and UDP sessions. */
  public Capacity(
      DescriptorLimit descriptors, ConnectionLimit connections, SharedSessionBudget udpSessions) {
    this.descriptors = descriptors;
    this.connections = connections;
    this.udpSessions = udpSessions;
  }

  /** Whether so many listening sockets leave most descriptors to clients. */
  boolean hasRoomForListeners(long listeningSockets) {
    return descriptors.hasRoomForListeners(listeningSockets);
  }

  ConnectionLimit connections() {
    return connections;
  }

  SharedSessionBudget udpSessions() {
    return udpSessions;
  }

  /**
   * Sets the limits on connections and UDP sessions.
   *
   * @param listeningSockets descriptors that listeners hold
   * @param udpListeners how many of the listeners are UDP's; without any all is left to connections
   */
  void share(Settings settings, int listeningSockets, long udpListeners) {
    int sessions = udpListeners == 0 ? 0 : udpSessions(settings.maxUdpSessions(), listeningSockets);
    udpSessions.changeTo(Math.max(1, sessions));
    int possible = descriptors.connectionsBeside(listeningSockets + sessions);
    int wanted = settings.maxConnections();
    warnIfMore("maxConnections", wanted, possible);
    connections.changeTo(wanted == Settings.AUTO ? possible : Math.min(wanted, possible));
  }

  /** Each takes one descriptor; unless configured, all of them as many as all connections. */
  private int udpSessions(int wanted, int listeningSockets) {
    int half = descriptors.connectionsBeside(listeningSockets);
    int possible = 2 * (half - 1) + 1;
    warnIfMore("maxUdpSessions", wanted, possible);
    return wanted == Settings.AUTO ? Math.min(half, MOST_UDP_SESSIONS) : Math.min(wanted, possible);
  }

  private void warnIfMore(String setting, int wanted, int possible) {
    if (wanted > possible) {
      LOG.warn(
          "{} is more than the limit of open files allows configured={} possible={} openFiles={}",
          setting,
          wanted,
          possible,
          descriptors.descriptors());
    }
  }
}
