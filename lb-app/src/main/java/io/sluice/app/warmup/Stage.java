package io.sluice.app.warmup;

import io.sluice.config.model.Conditions;
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
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What the load balancer of the warm-up is to do.
 *
 * @param port where it listens on loopback, for each protocol
 */
record Stage(Configuration configuration, int port) {
  private static final IpAddress LOOPBACK = IpAddress.parse("127.0.0.1");

  /** The transport is the configured one; everything else is as small as it can be. */
  static Stage of(Settings settings, Set<Protocol> protocols, PrivateEndpoint endpoint)
      throws IOException {
    int port = freePort();
    List<ServicePort> ports =
        protocols.stream().map(protocol -> servicePort(protocol, port, endpoint)).toList();
    ServiceName name = new ServiceName("sluice", "warm-up");
    Service service = new Service(name, Map.of(), List.of(LOOPBACK), ports);
    return new Stage(new Configuration(small(settings), List.of(service), Inventory.EMPTY), port);
  }

  private static Settings small(Settings settings) {
    return new Settings(
        new ListenAddress.Off(),
        Duration.ZERO,
        settings.transport(),
        1,
        settings.zeroCopy(),
        Settings.AUTO,
        Settings.AUTO,
        Settings.Place.UNKNOWN,
        "");
  }

  private static ServicePort servicePort(Protocol protocol, int port, PrivateEndpoint endpoint) {
    int target = endpoint.port(protocol);
    return new ServicePort(
        protocol.name().toLowerCase(Locale.ROOT),
        protocol,
        port,
        new TargetPort.Numbered(target),
        ConnectionSettings.DEFAULT,
        TrafficSettings.DEFAULT,
        List.of(new EndpointSpec(LOOPBACK, target, 1, null, null, 0, Conditions.READY)));
  }

  /* A load balancer does not choose its ports; that another process takes this one is unlikely. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
