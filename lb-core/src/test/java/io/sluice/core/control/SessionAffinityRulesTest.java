package io.sluice.core.control;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SessionAffinity.ClientIp;
import io.sluice.config.model.SessionAffinity.Scope;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.affinity.SampleEndpoints;
import io.sluice.core.bounds.TestClients;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.net.ClientAddress;
import io.sluice.core.net.SipHash;
import io.sluice.core.rig.TestLimits;
import io.sluice.core.service.EndpointChoice;
import io.sluice.core.service.ServiceEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What kube-proxy's session affinity does, rule by rule, through whole configurations. */
@DisplayName("Session affinity as Kubernetes has it")
class SessionAffinityRulesTest {
  private static final ClientIp CLIENT_IP = new ClientIp(Duration.ofSeconds(10));
  private static final long SECOND = Duration.ofSeconds(1).toNanos();
  private static final long START = System.nanoTime();
  private static final ClientAddress CLIENT = TestClients.ipv4(0x0a00_0001);
  private static final Instance INSTANCE = new Instance(Settings.Place.UNKNOWN, new SipHash(1, 2));

  private final ServiceState service = new ServiceState(INSTANCE);
  private final ServicePortState http = port("http", Protocol.TCP);

  @Test
  @DisplayName("sliding: each new connection restarts the timeout")
  void sliding() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    assertThat(pick(http, 9)).isEqualTo(first);
    assertThat(pick(http, 18)).isEqualTo(first);
    assertThat(pick(http, 28)).as("10 s after the last").isNotEqualTo(first);
  }

  @Test
  @DisplayName("key: the client's address, not its port")
  void keyIsTheAddress() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    ClientAddress otherPort = new ClientAddress(CLIENT.high(), CLIENT.low(), 1);
    assertThat(pick(http, otherPort, 0)).isEqualTo(first);
    assertThat(pick(http, TestClients.ipv4(0x0a00_0002), 0)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("key: each service port for itself")
  void portsAreApart() {
    ServicePortState https = port("https", Protocol.TCP);
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    apply(https, CLIENT_IP, endpoints(1, 2, 3));
    pick(https, TestClients.ipv4(7), 0); // moves the rotation on
    assertThat(pick(https, 0)).isNotEqualTo(pick(http, 0));
  }

  @Test
  @DisplayName("key: TCP and UDP of one port number apart")
  void protocolsAreApart() {
    ServicePortState udp = port("http", Protocol.UDP);
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    apply(udp, CLIENT_IP, endpoints(1, 2, 3));
    pick(udp, TestClients.ipv4(7), 0);
    assertThat(pick(udp, 0)).isNotEqualTo(pick(http, 0));
  }

  @Test
  @DisplayName("key: shared by all VIPs of the service port")
  void vipsShare() {
    // A listener of whichever VIP is given this entry.
    assertThat(http.entryFor(false)).isSameAs(http.entryFor(false));
  }

  @Test
  @DisplayName("endpoint gone: new pick, new stickiness")
  void endpointGone() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    apply(http, CLIENT_IP, without(first));
    String second = pick(http, 1);
    assertThat(second).isNotEqualTo(first);
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    assertThat(pick(http, 2)).as("the first is back").isEqualTo(second);
  }

  @Test
  @DisplayName("endpoint not ready: as if it were gone")
  void endpointNotReady() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    apply(http, CLIENT_IP, unready(first));
    assertThat(pick(http, 1)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("update that keeps the endpoint keeps the client there")
  void endpointKept() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    apply(http, CLIENT_IP, endpoints(1, 2, 3, 4, 5));
    assertThat(pick(http, 1)).isEqualTo(first);
  }

  @Test
  @DisplayName("switched on at run time: holds for new connections")
  void switchedOn() {
    apply(http, new SessionAffinity.None(), endpoints(1, 2, 3));
    assertThat(pick(http, 0)).isNotEqualTo(pick(http, 0));
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    assertThat(pick(http, 1)).isEqualTo(pick(http, 1));
  }

  @Test
  @DisplayName("switched off at run time: holds for new connections, and forgets")
  void switchedOff() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    pick(http, 0);
    apply(http, new SessionAffinity.None(), endpoints(1, 2, 3));
    assertThat(pick(http, 1)).isNotEqualTo(pick(http, 1));
    assertThat(http.statistics().affinityEntries()).isZero();
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    assertThat(http.statistics().affinityEntries()).isZero();
  }

  @Test
  @DisplayName("changed timeout holds for who is there")
  void changedTimeout() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    String first = pick(http, 0);
    apply(http, new ClientIp(Duration.ofSeconds(100)), endpoints(1, 2, 3));
    assertThat(pick(http, 50)).isEqualTo(first);
    apply(http, new ClientIp(Duration.ofSeconds(1)), endpoints(1, 2, 3));
    assertThat(pick(http, 55)).isNotEqualTo(first);
  }

  @Test
  @DisplayName("scaled to 0 and back: the setting stays, the client is balanced anew")
  void scaledToZeroAndBack() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    pick(http, 0);
    apply(http, CLIENT_IP, List.of());
    assertThat(http.statistics().affinityEntries()).isZero();
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    assertThat(pick(http, 1)).isEqualTo(pick(http, 1));
  }

  @Test
  @DisplayName("beyond Kubernetes: Service scope leads all ports to one address")
  void serviceScope() {
    ClientIp wholeService = new ClientIp(Duration.ofSeconds(10), Scope.SERVICE, 32, 128, 100);
    ServicePortState https = port("https", Protocol.TCP);
    ServicePortState udp = port("http", Protocol.UDP);
    for (ServicePortState port : List.of(http, https, udp)) {
      apply(port, wholeService, endpoints(1, 2, 3));
    }
    service.onPublished(http.eligible());
    pick(http, TestClients.ipv4(7), 0);
    String first = pick(http, 0);
    assertThat(pick(https, 1)).isEqualTo(first);
    assertThat(pick(udp, 1)).isEqualTo(first);
    service.onPublished(http.eligible().stream().filter(e -> !first.equals(e.toString())).toList());
    assertThat(http.statistics().affinityEntries()).isEqualTo(1);
  }

  @Test
  @DisplayName("connect failure: the client keeps the endpoint that accepted")
  void connectFailure() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    EndpointChoice choice = choice(CLIENT);
    Endpoint failed = choice.first(START);
    Endpoint accepted = choice.afterFailure();
    choice.onAccepted(START + 1);
    assertThat(accepted).isNotNull().isNotEqualTo(failed);
    assertThat(pick(http, 2)).isEqualTo(String.valueOf(accepted));
  }

  @Test
  @DisplayName("F28 beyond Kubernetes: who lacks a local port keeps the endpoint for later")
  void noLocalPort() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    EndpointChoice choice = choice(CLIENT);
    Endpoint first = choice.first(START);
    assertThat(choice.afterShortage()).isNotNull().isNotEqualTo(first);
    choice.onAccepted(START + 1);
    assertThat(pick(http, 2)).isEqualTo(String.valueOf(first));
  }

  @Test
  @DisplayName("clients whose timeout has passed are forgotten, asked for or not")
  void forgotten() {
    apply(http, CLIENT_IP, endpoints(1, 2, 3));
    pick(http, 0);
    http.forgetExpired(START + CLIENT_IP.timeout().toNanos() - 1);
    assertThat(http.statistics().affinityEntries()).isEqualTo(1);
    http.forgetExpired(START + CLIENT_IP.timeout().toNanos());
    assertThat(http.statistics().affinityEntries()).isZero();
  }

  @Test
  @DisplayName("beyond Kubernetes: a full endpoint keeps its clients for later")
  void fullEndpoint() {
    apply(http, CLIENT_IP, endpoints(1, 2));
    Endpoint first = requireNonNull(choice(CLIENT).first(START));
    apply(http, CLIENT_IP, endpoints(1, 2), 1);
    EndpointChoice elsewhere = choice(CLIENT);
    assertThat(elsewhere.first(START + 1)).isNotNull().isNotSameAs(first);
    assertThat(choice(CLIENT).first(START + 1)).as("all are full").isNull();
    first.release();
    assertThat(choice(CLIENT).first(START + 2)).isSameAs(first);
  }

  private ServicePortState port(String name, Protocol protocol) {
    ServiceName serviceName = new ServiceName("default", "web");
    return new ServicePortState(new ServicePortName(serviceName, name, protocol), service, 1);
  }

  private static void apply(
      ServicePortState port, SessionAffinity affinity, List<EndpointSpec> endpoints) {
    apply(port, affinity, endpoints, 0);
  }

  private static void apply(
      ServicePortState port,
      SessionAffinity affinity,
      List<EndpointSpec> endpoints,
      int maxPerEndpoint) {
    TrafficSettings traffic =
        TrafficSettings.DEFAULT
            .with(affinity)
            .with(TestLimits.perEndpoint(maxPerEndpoint, 0, Duration.ZERO));
    ServicePort configured =
        new ServicePort(
            "http",
            Protocol.TCP,
            80,
            new TargetPort.Numbered(80),
            ConnectionSettings.DEFAULT,
            traffic,
            endpoints);
    port.prepare(configured, INSTANCE, TlsParts.NONE, 1).publish();
  }

  private static List<EndpointSpec> endpoints(int... numbers) {
    return IntStream.of(numbers).mapToObj(i -> SampleEndpoints.spec(i, 80)).toList();
  }

  private static List<EndpointSpec> without(String address) {
    return endpoints(1, 2, 3).stream().filter(e -> !e.hostAndPort().equals(address)).toList();
  }

  private static List<EndpointSpec> unready(String address) {
    return endpoints(1, 2, 3).stream()
        .map(e -> e.hostAndPort().equals(address) ? unready(e) : e)
        .toList();
  }

  private static EndpointSpec unready(EndpointSpec spec) {
    Conditions unready = new Conditions(false, false, false);
    return new EndpointSpec(spec.address(), 1, null, null, 0, unready);
  }

  private EndpointChoice choice(ClientAddress client) {
    ServiceEntry entry = http.entryFor(false);
    return new EndpointChoice(entry, entry.current(), client);
  }

  private static String pick(ServicePortState port, long second) {
    return pick(port, CLIENT, second);
  }

  /** Where a new connection of the client is led to; it ends at once. */
  private static String pick(ServicePortState port, ClientAddress client, long second) {
    ServiceEntry entry = port.entryFor(false);
    EndpointChoice choice = new EndpointChoice(entry, entry.current(), client);
    @Nullable Endpoint endpoint = choice.first(START + second * SECOND);
    choice.release();
    return String.valueOf(endpoint);
  }
}
