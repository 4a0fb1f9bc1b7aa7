package io.sluice.core.rig;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.UnixPath;
import io.sluice.core.ApplyException;
import io.sluice.core.LoadBalancer;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.metrics.ServicePortStatistics;
import io.sluice.core.metrics.Statistics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongSupplier;

/** The load balancer under test, with one service unless a test applies something else. */
public final class Balancer {
  private static final String SERVICE = "web";

  private final Setup setup;
  private final LoadBalancer loadBalancer;
  private final int port;
  private final Set<String> socketsBefore;
  private final Set<String> pipesBefore;
  private final Queue<Peer> clients = new ConcurrentLinkedQueue<>();

  private Balancer(Setup setup, int port, List<EndpointSpec> endpoints) throws ApplyException {
    this.setup = setup;
    this.port = port;
    this.socketsBefore = OpenSockets.now();
    this.pipesBefore = OpenSockets.pipes();
    this.loadBalancer =
        LoadBalancer.start(
            setup.configuration(setup.service(SERVICE, port, endpoints)), setup.path().kind());
  }

  static Balancer start(Setup setup, List<EndpointSpec> endpoints)
      throws ApplyException, IOException {
    for (int attempt = 1; ; attempt++) {
      try {
        return new Balancer(setup, Ports.free(), endpoints);
      } catch (ApplyException e) {
        // Somebody else has taken the port since it was found free.
        if (attempt == 10) {
          throw e;
        }
      }
    }
  }

  /** The load balancer itself. */
  public LoadBalancer loadBalancer() {
    return loadBalancer;
  }

  /** The service's VIP and port. */
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  /** A client connected to the service. */
  public Peer connect() throws IOException {
    return keep(Peer.connectedTo(address()));
  }

  /** A client connected to one of the service's unix sockets. */
  public Peer connect(UnixPath path) throws IOException {
    return keep(Peer.connectedTo(path));
  }

  /** A client whose kernel takes only about that many bytes while the client does not read. */
  public Peer connect(int receiveBuffer) throws IOException {
    return keep(Peer.connectedTo(address(), receiveBuffer));
  }

  /** A client of such an address, of the loopback network, connected to the service. */
  public Peer connectFrom(String source) throws IOException {
    return keep(Peer.connectedFrom(InetAddress.ofLiteral(source), address()));
  }

  /** Connects, and waits for the end of that connection: it may come before connect returns. */
  public Ending endingOfNewConnection() throws IOException {
    try (Peer client = Peer.connectedTo(address())) {
      return client.ending();
    } catch (SocketException e) {
      if ("Connection reset by peer".equals(e.getMessage())) {
        return Ending.RESET;
      }
      throw e;
    }
  }

  /** Connects, ends at once in order, and waits for the other side's end. */
  public Ending endingOfEndedConnection() throws IOException {
    try (Peer client = Peer.connectedTo(address())) {
      client.sendFin();
      return client.ending();
    } catch (IOException e) {
      return Ending.RESET;
    }
  }

  private Peer keep(Peer client) {
    clients.add(client);
    return client;
  }

  /** Gives the service other endpoints. */
  public void apply(EndpointSpec... endpoints) throws ApplyException {
    apply(setup.configuration(setup.service(SERVICE, port, List.of(endpoints))));
  }

  /** Applies a configuration. */
  public void apply(Configuration configuration) throws ApplyException {
    loadBalancer.apply(configuration);
  }

  /** What the service has done. */
  public ServicePortStatistics statistics() {
    return loadBalancer.statistics().servicePorts().getFirst();
  }

  /** Connections that ended for that reason. */
  public long closed(CloseReason reason) {
    return statistics().closed().getOrDefault(reason, 0L);
  }

  /** Attempts to connect to an endpoint that failed for that reason. */
  public long failures(ConnectFailure reason) {
    return statistics().connectFailures().getOrDefault(reason, 0L);
  }

  /** Waits until exactly so many connections ended for that reason. */
  public void awaitClosed(CloseReason reason, long count) {
    awaitStatistic(() -> closed(reason), count);
  }

  /** Waits until so many connections to endpoints were established. */
  public void awaitJoined(long count) {
    awaitStatistic(
        () ->
            statistics().endpoints().stream().mapToLong(EndpointStatistics::connectionsTotal).sum(),
        count);
  }

  /** Waits until exactly so many bytes were read from clients. */
  public void awaitBytesFromClients(long count) {
    awaitStatistic(() -> statistics().bytesFromClients(), count);
  }

  /** Waits until exactly so many bytes were read from endpoints. */
  public void awaitBytesToClients(long count) {
    awaitStatistic(() -> statistics().bytesToClients(), count);
  }

  /** Waits until connections hold so many places at endpoints: a little later than their end. */
  public void awaitPlacesTaken(long count) {
    awaitStatistic(
        () -> statistics().endpoints().stream().mapToLong(EndpointStatistics::placesTaken).sum(),
        count);
  }

  private void awaitStatistic(LongSupplier actual, long expected) {
    await()
        .atMost(Peer.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> assertThat(actual.getAsLong()).as("%s", statistics()).isEqualTo(expected));
  }

  void closeClients() {
    clients.forEach(Peer::close);
  }

  /**
   * What holds after every case, with all peers gone: nothing is active, everything accepted is
   * accounted for, and only the listeners have descriptors.
   */
  void checkPostConditions() {
    await()
        .atMost(Peer.PATIENCE)
        .untilAsserted(
            () -> {
              Statistics statistics = loadBalancer.statistics();
              assertThat(statistics.connectionsActive()).as("%s", statistics).isZero();
              assertThat(statistics.isAcceptPaused()).isFalse();
              statistics.servicePorts().forEach(Balancer::checkQuiet);
              assertThat(OpenSockets.since(socketsBefore))
                  .as("descriptors of %s", loadBalancer.listeners())
                  .hasSize(loadBalancer.listeners().stream().mapToInt(this::sockets).sum());
            });
  }

  /** A unix socket has one; several would not share a path. */
  private int sockets(String listener) {
    return listener.startsWith(UnixPath.PREFIX) ? 1 : setup.eventLoops();
  }

  private static void checkQuiet(ServicePortStatistics port) {
    long closed = port.closed().values().stream().mapToLong(Long::longValue).sum();
    assertThat(port.connectionsActive()).as("%s", port).isZero();
    assertThat(closed).as("%s", port).isEqualTo(port.connectionsTotal());
    assertThat(port.clientsQueued()).isZero();
    assertThat(port.endpoints())
        .allMatch(endpoint -> endpoint.connectionsActive() == 0 && endpoint.placesTaken() == 0);
  }

  void close() {
    loadBalancer.close();
    await()
        .atMost(Peer.PATIENCE)
        .untilAsserted(() -> assertThat(OpenSockets.since(socketsBefore)).isEmpty());
    await()
        .atMost(Peer.PATIENCE)
        .untilAsserted(() -> assertThat(pipesBefore).containsAll(OpenSockets.pipes()));
  }
}
