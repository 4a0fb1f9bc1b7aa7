package io.sluice.config.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Socket options of a service port. Zero and null leave what the kernel or Sluice does anyway. */
public record SocketSettings(Listening listening, Keepalive client, Endpoint endpoint) {
  /** Nothing is set. */
  public static final SocketSettings DEFAULT =
      new SocketSettings(
          new Listening(0, 0, Duration.ZERO, false, null, 0),
          Keepalive.OFF,
          new Endpoint(Keepalive.OFF, new Source.Own(), null, false, 0));

  /**
   * Options of listening sockets.
   *
   * @param backlog connections that wait to be accepted; 0: Sluice's default
   * @param fastOpen TCP Fast Open requests that wait at once; 0: off
   * @param deferAccept accept only when data has come, or after this time; zero: off. Not for
   *     protocols in which the server speaks first
   * @param freebind bind though the machine does not have the VIP (yet)
   * @param device only traffic that comes in by this network interface, or null
   * @param mark firewall mark of the sockets; 0: none
   */
  public record Listening(
      int backlog,
      int fastOpen,
      Duration deferAccept,
      boolean freebind,
      @Nullable String device,
      int mark) {}

  /**
   * How a vanished peer is found out.
   *
   * @param idle silence before the first probe; zero: no keepalive
   * @param interval between probes
   * @param probes unanswered ones that end the connection
   * @param userTimeout longest time that sent bytes stay unacknowledged; zero: the kernel's
   */
  public record Keepalive(Duration idle, Duration interval, int probes, Duration userTimeout) {
    /** The kernel's retransmissions and Sluice's idle timeout only. */
    public static final Keepalive OFF =
        new Keepalive(Duration.ZERO, Duration.ZERO, 0, Duration.ZERO);
  }

  /**
   * Options of the sockets to endpoints.
   *
   * @param device only by this network interface, or null
   * @param fastOpen send the first bytes with the SYN where the endpoint allows
   * @param mark firewall mark; 0: none
   */
  public record Endpoint(
      Keepalive keepalive, Source source, @Nullable String device, boolean fastOpen, int mark) {}

  /** From which address endpoints are connected to. */
  public sealed interface Source {
    /** The one that the kernel's routing chooses. */
    record Own() implements Source {}

    /** One of the machine's addresses. */
    record Fixed(IpAddress address) implements Source {}

    /** The client's own, which needs CAP_NET_ADMIN and a route for the way back. */
    record Client() implements Source {}
  }
}
