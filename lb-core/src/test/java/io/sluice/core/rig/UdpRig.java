package io.sluice.core.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import io.sluice.config.model.UdpSettings;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.metrics.UdpStatistics;
import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A load balancer with one UDP service, its clients and endpoints, closed together. Closing checks
 * that no session and no descriptor is left.
 */
public final class UdpRig implements Closeable {
  private final Transport transport;
  private final Deque<Closeable> peers = new ArrayDeque<>();
  private final Set<String> socketsBefore = OpenSockets.now();
  private List<String> vips = List.of("127.0.0.1");
  private UdpSettings udp = UdpSettings.DEFAULT;
  private TrafficSettings traffic = TrafficSettings.DEFAULT;
  private Duration idleTimeout = Duration.ofMinutes(1);
  private int eventLoops = 2;
  private int retries = 3;
  private int maxUdpSessions = 1000;
  private int port;
  private @Nullable LoadBalancer loadBalancer;

  private UdpRig(Transport transport) {
    this.transport = transport;
  }

  /** One VIP, 127.0.0.1, and limits that no test reaches by accident. */
  public static UdpRig of(Transport transport) {
    return new UdpRig(transport);
  }

  /** The same at other VIPs. */
  public UdpRig vips(String... others) {
    vips = List.of(others);
    return this;
  }

  /** The same with other ways to begin and end sessions. */
  public UdpRig udp(UdpSettings other) {
    udp = other;
    return this;
  }

  /** The same with other traffic settings beside those of UDP. */
  public UdpRig traffic(TrafficSettings other) {
    traffic = other;
    return this;
  }

  /** The same with another idle timeout. */
  public UdpRig idleTimeout(Duration other) {
    idleTimeout = other;
    return this;
  }

  /** The same with another number of attempts after a failed one. */
  public UdpRig retries(int other) {
    retries = other;
    return this;
  }

  /** The same with another number of event loops. */
  public UdpRig eventLoops(int other) {
    eventLoops = other;
    return this;
  }

  /** The same with another limit of sessions. */
  public UdpRig maxUdpSessions(int other) {
    maxUdpSessions = other;
    return this;
  }

  /** Something that is closed with the rig, before the load balancer. */
  public <T extends Closeable> T with(T peer) {
    peers.push(peer);
    return peer;
  }

  /** A client or an endpoint on 127.0.0.1. */
  public UdpPeer peer() throws IOException {
    return peer("127.0.0.1");
  }

  /** A client or an endpoint on any free port of an address. */
  public UdpPeer peer(String address) throws IOException {
    return with(UdpPeer.at(address));
  }

  /** Starts the load balancer over these endpoints. */
  public UdpRig balance(UdpPeer... endpoints) throws ApplyException, IOException {
    return balance(specs(endpoints));
  }

  /** Starts the load balancer over these endpoints. */
  public UdpRig balance(EndpointSpec... endpoints) throws ApplyException, IOException {
    for (int attempt = 1; ; attempt++) {
      port = Ports.free();
      try {
        loadBalancer = LoadBalancer.start(configuration(endpoints));
        return this;
      } catch (ApplyException e) {
        // Somebody else has taken the port since it was found free.
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  /** Gives the service other endpoints. */
  public void apply(UdpPeer... endpoints) throws ApplyException {
    apply(specs(endpoints));
  }

  /** Gives the service other endpoints. */
  public void apply(EndpointSpec... endpoints) throws ApplyException {
    loadBalancer().apply(configuration(endpoints));
  }

  private static EndpointSpec[] specs(UdpPeer... endpoints) {
    return Arrays.stream(endpoints)
        .map(endpoint -> TestEndpoint.spec(endpoint.address()))
        .toArray(EndpointSpec[]::new);
  }

  /** A configuration of the service over these endpoints. */
  public Configuration configuration(EndpointSpec... endpoints) {
    return configuration(service("dns", port(), Protocol.UDP, endpoints));
  }

  /** A configuration of these services. */
  public Configuration configuration(Service... services) {
    Settings settings =
        new Settings(
            new ListenAddress.Off(),
            Duration.ofSeconds(1),
            transport,
            eventLoops,
            ZeroCopy.AUTO,
            1000,
            maxUdpSessions,
            Settings.Place.UNKNOWN,
            "");
    return new Configuration(settings, List.of(services), Inventory.EMPTY);
  }

  /** A service at the rig's VIPs. */
  public Service service(String name, int atPort, Protocol protocol, EndpointSpec... endpoints) {
    ConnectionSettings limits =
        new ConnectionSettings(
            Duration.ofSeconds(5),
            Duration.ofMinutes(2),
            Duration.ofSeconds(5),
            idleTimeout,
            retries);
    ServicePort servicePort =
        new ServicePort(
            "",
            protocol,
            atPort,
            new TargetPort.Numbered(atPort),
            limits,
            traffic.with(udp),
            List.of(endpoints));
    return new Service(
        new ServiceName("default", name),
        Map.of(),
        vips.stream().map(IpAddress::parse).toList(),
        List.of(servicePort));
  }

  /** The load balancer itself. */
  public LoadBalancer loadBalancer() {
    LoadBalancer started = loadBalancer;
    if (started == null) {
      throw new IllegalStateException("not started");
    }
    return started;
  }

  /** The service's port. */
  public int port() {
    return port;
  }

  /** The service's first VIP and port. */
  public InetSocketAddress address() {
    return address(vips.getFirst());
  }

  /** The service's port at any address. */
  public InetSocketAddress address(String vip) {
    return IpAddress.parse(vip).toSocketAddress(port);
  }

  /** What the service has done. */
  public UdpStatistics statistics() {
    return loadBalancer().statistics().servicePorts().getFirst().udp();
  }

  /** Waits until exactly so many datagrams were dropped for that reason. */
  public void awaitDropped(UdpDrop reason, long count) {
    awaitThat(() -> statistics().dropped().getOrDefault(reason, 0L), count);
  }

  /** Waits until exactly so many sessions ended for that reason. */
  public void awaitEnded(SessionEnd reason, long count) {
    awaitThat(() -> statistics().ended().getOrDefault(reason, 0L), count);
  }

  /** Waits until there are exactly so many sessions. */
  public void awaitSessions(long count) {
    awaitThat(() -> statistics().sessionsActive(), count);
  }

  /** Waits for a statistic. */
  public void awaitThat(LongSupplier actual, long expected) {
    await()
        .atMost(UdpPeer.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> assertThat(actual.getAsLong()).as("%s", statistics()).isEqualTo(expected));
  }

  @Override
  public void close() throws IOException {
    while (!peers.isEmpty()) {
      peers.pop().close();
    }
    LoadBalancer started = loadBalancer;
    if (started == null) {
      return;
    }
    started.close();
    await()
        .atMost(UdpPeer.PATIENCE)
        .untilAsserted(() -> assertThat(OpenSockets.since(socketsBefore)).isEmpty());
  }
}
