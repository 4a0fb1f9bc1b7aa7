package io.sluice.core.rig;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Inventory;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UnixPath;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** What a test configures; the rest is one service port per service on 127.0.0.1. */
public record Setup(
    DataPath path,
    int eventLoops,
    ConnectionSettings limits,
    TrafficSettings traffic,
    int maxConnections,
    List<UnixPath> sockets) {
  /** Enough that connections are handed from one loop to another. */
  private static final int EVENT_LOOPS = 2;

  static final IpAddress VIP = IpAddress.parse("127.0.0.1");

  private static final String HASH_SEED = "the same for every load balancer of a test";

  private static final int NO_LIMIT_REACHED = 4000;

  /** Time limits that no test reaches by accident, and yet ends waiting for. */
  public static Setup of(Transport transport) {
    return of(DataPath.of(transport));
  }

  /** The same over another way of relaying. */
  public static Setup of(DataPath path) {
    return new Setup(
        path,
        EVENT_LOOPS,
        new ConnectionSettings(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            Duration.ofMinutes(1),
            3),
        TrafficSettings.DEFAULT,
        NO_LIMIT_REACHED,
        List.of());
  }

  /** The same with another connect timeout. */
  public Setup connectTimeout(Duration timeout) {
    return limits(timeout, limits.idleTimeout(), limits.halfClosedTimeout(), limits.retries());
  }

  /** The same with another idle timeout. */
  public Setup idleTimeout(Duration timeout) {
    return limits(limits.connectTimeout(), timeout, limits.halfClosedTimeout(), limits.retries());
  }

  /** The same with another half-closed timeout. */
  public Setup halfClosedTimeout(Duration timeout) {
    return limits(limits.connectTimeout(), limits.idleTimeout(), timeout, limits.retries());
  }

  /** The same with another number of retries. */
  public Setup retries(int retries) {
    return limits(
        limits.connectTimeout(), limits.idleTimeout(), limits.halfClosedTimeout(), retries);
  }

  /** The same with another limit on client connections. */
  public Setup maxConnections(int connections) {
    return new Setup(path, eventLoops, limits, traffic, connections, sockets);
  }

  /** The same with another number of event loops. */
  public Setup eventLoops(int loops) {
    return new Setup(path, loops, limits, traffic, maxConnections, sockets);
  }

  /** The same with other traffic settings. */
  public Setup traffic(TrafficSettings other) {
    return new Setup(path, eventLoops, limits, other, maxConnections, sockets);
  }

  /** The same with unix sockets beside the VIP. */
  public Setup sockets(UnixPath... paths) {
    return new Setup(path, eventLoops, limits, traffic, maxConnections, List.of(paths));
  }

  /** The transport under it. */
  public Transport transport() {
    return path.transport();
  }

  private Setup limits(Duration connect, Duration idle, Duration halfClosed, int retries) {
    return new Setup(
        path,
        eventLoops,
        new ConnectionSettings(connect, idle, halfClosed, limits.udpIdleTimeout(), retries),
        traffic,
        maxConnections,
        sockets);
  }

  /** A service on a port of the loopback address. */
  public Service service(String name, int port, List<EndpointSpec> endpoints) {
    ServicePort servicePort =
        new ServicePort(
            "",
            Protocol.TCP,
            port,
            sockets,
            new TargetPort.Numbered(port),
            limits,
            traffic,
            endpoints);
    return new Service(
        new ServiceName("default", name), Map.of(), List.of(VIP), List.of(servicePort));
  }

  /** A configuration of these services. */
  public Configuration configuration(Service... services) {
    return configuration(Settings.Place.UNKNOWN, services);
  }

  /** A configuration of these services for an instance that runs somewhere. */
  public Configuration configuration(Settings.Place place, Service... services) {
    Settings settings =
        new Settings(
            new ListenAddress.Off(),
            Duration.ofSeconds(1),
            path.transport(),
            eventLoops,
            path.zeroCopy(),
            maxConnections,
            Settings.AUTO,
            place,
            HASH_SEED);
    return new Configuration(settings, List.of(services), Inventory.EMPTY);
  }
}
