package io.sluice.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.RefusedPort;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** A client keeps its endpoint from one connection to the next. */
class SessionAffinityIT {
  private static final byte[] ONE = {1};
  private static final byte[] TWO = {2};
  private static final ProxyProtocol ACCEPTING =
      new ProxyProtocol(
          ProxyProtocol.Accept.V1,
          List.of(requireNonNull(IpRange.tryParse("127.0.0.0/8"))),
          Duration.ofSeconds(5),
          ProxyProtocol.Send.OFF,
          false,
          List.of(),
          false);

  @TransportTest
  void clientKeepsItsEndpointThroughReloadsUntilAffinityIsSwitchedOff(Transport transport)
      throws Exception {
    Setup sticky = setup(transport);
    try (Rig rig = Rig.of(sticky)) {
      TestEndpoint one = rig.endpoint().serving(Peer::ending);
      TestEndpoint two = rig.endpoint().serving(Peer::ending);
      TestEndpoint three = rig.endpoint().serving(Peer::ending);
      Balancer balancer = rig.balance(one, two);
      connectSome(balancer, 4);
      assertThat(totals(balancer)).containsExactlyInAnyOrder(4L, 0L);
      assertThat(balancer.statistics().affinityEntries()).isEqualTo(1);
      balancer.apply(one.spec(), two.spec(), three.spec());
      connectSome(balancer, 4);
      assertThat(totals(balancer)).containsExactlyInAnyOrder(8L, 0L, 0L);
      Setup free = Setup.of(transport);
      balancer.apply(
          free.configuration(
              free.service(
                  "web",
                  balancer.address().getPort(),
                  List.of(one.spec(), two.spec(), three.spec()))));
      connectSome(balancer, 6);
      assertThat(totals(balancer)).containsExactlyInAnyOrder(10L, 2L, 2L);
      assertThat(balancer.statistics().affinityEntries()).isZero();
    }
  }

  @TransportTest
  void clientOfAnEndpointThatDoesNotAcceptKeepsTheOneThatDid(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport))) {
      RefusedPort refusing = rig.with(new RefusedPort());
      TestEndpoint one = rig.endpoint().serving(Peer::ending);
      TestEndpoint two = rig.endpoint().serving(Peer::ending);
      Balancer balancer =
          rig.balance(TestEndpoint.spec(refusing.address()), one.spec(), two.spec());
      connectSome(balancer, 6);
      assertThat(totals(balancer)).containsExactlyInAnyOrder(0L, 6L, 0L);
      assertThat(balancer.statistics().retries()).isLessThanOrEqualTo(1);
    }
  }

  @TransportTest
  @Tag("F72")
  void clientIsWhomTheProxyHeaderNames(Transport transport) throws Exception {
    Setup behindProxy = setup(transport);
    behindProxy = behindProxy.traffic(behindProxy.traffic().with(ACCEPTING));
    try (Rig rig = Rig.of(behindProxy)) {
      TestEndpoint one = rig.endpoint().serving(connection -> connection.send(ONE));
      TestEndpoint two = rig.endpoint().serving(connection -> connection.send(TWO));
      Balancer balancer = rig.balance(one, two);
      byte[] ofFirst = endpointOf(balancer, "192.0.2.1");
      assertThat(endpointOf(balancer, "192.0.2.2")).isNotEqualTo(ofFirst);
      assertThat(endpointOf(balancer, "192.0.2.1")).isEqualTo(ofFirst);
      assertThat(endpointOf(balancer, "192.0.2.1")).isEqualTo(ofFirst);
      assertThat(balancer.statistics().affinityEntries()).isEqualTo(2);
    }
  }

  private static byte[] endpointOf(Balancer balancer, String client) throws Exception {
    try (Peer peer = balancer.connect()) {
      peer.send(("PROXY TCP4 " + client + " 198.51.100.2 1000 443\r\n").getBytes(US_ASCII));
      return peer.receive(1);
    }
  }

  private static Setup setup(Transport transport) {
    return Setup.of(transport)
        .traffic(TrafficSettings.DEFAULT.with(new SessionAffinity.ClientIp(Duration.ofMinutes(1))));
  }

  private static void connectSome(Balancer balancer, int count) throws Exception {
    long before = balancer.closed(CloseReason.FINISHED);
    for (int i = 0; i < count; i++) {
      balancer.endingOfEndedConnection();
    }
    balancer.awaitClosed(CloseReason.FINISHED, before + count);
  }

  private static List<Long> totals(Balancer balancer) {
    return balancer.statistics().endpoints().stream()
        .map(EndpointStatistics::connectionsTotal)
        .toList();
  }
}
