package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.RefusedPort;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UnresponsiveEndpoint;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What happens until an endpoint has accepted, or nobody has. */
class ConnectIT {
  private static final Duration CONNECT_TIMEOUT = Duration.ofMillis(300);

  /**
   * TCP to a multicast address fails at once with ENETUNREACH, on every machine, for every user.
   */
  private static final InetSocketAddress UNREACHABLE = new InetSocketAddress("224.0.0.1", 80);

  @Test
  @Tag("F3")
  void fullQueueLeavesADirectConnectionUndecided() throws Exception {
    try (UnresponsiveEndpoint unresponsive = new UnresponsiveEndpoint();
        SocketChannel direct = SocketChannel.open()) {
      assertThatThrownBy(() -> direct.socket().connect(unresponsive.address(), 200))
          .isInstanceOf(SocketTimeoutException.class);
    }
  }

  @TransportTest
  @Tag("F1")
  void endpointThatRefusesIsReplacedByAnother(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      RefusedPort refused = rig.with(new RefusedPort());
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(TestEndpoint.spec(refused.address()), endpoint.spec());
      for (int i = 0; i < 4; i++) {
        try (Peer client = balancer.connect()) {
          client.pingPong(endpoint.accept());
        }
      }
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isPositive();
      assertThat(balancer.statistics().retries())
          .isEqualTo(balancer.failures(ConnectFailure.REFUSED));
      assertThat(balancer.closed(CloseReason.CONNECT_FAILED)).isZero();
    }
  }

  @TransportTest
  @Tag("F1")
  void clientIsResetWhenEveryEndpointRefuses(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      RefusedPort first = rig.with(new RefusedPort());
      RefusedPort second = rig.with(new RefusedPort());
      Balancer balancer =
          rig.balance(TestEndpoint.spec(first.address()), TestEndpoint.spec(second.address()));
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.CONNECT_FAILED, 1);
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isEqualTo(2);
      assertThat(balancer.statistics().retries()).isEqualTo(1);
    }
  }

  @TransportTest
  @Tag("F1")
  void attemptsEndWithTheConfiguredRetries(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).retries(2))) {
      EndpointSpec[] refusing = new EndpointSpec[5];
      for (int i = 0; i < refusing.length; i++) {
        refusing[i] = TestEndpoint.spec(rig.with(new RefusedPort()).address());
      }
      Balancer balancer = rig.balance(refusing);
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.CONNECT_FAILED, 1);
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isEqualTo(3);
    }
  }

  @TransportTest
  @Tag("F3")
  void endpointThatDoesNotAnswerIsReplacedAfterTheConnectTimeout(Transport transport)
      throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).connectTimeout(CONNECT_TIMEOUT))) {
      UnresponsiveEndpoint unresponsive = rig.with(new UnresponsiveEndpoint());
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(TestEndpoint.spec(unresponsive.address()), endpoint.spec());
      long start = System.nanoTime();
      Peer client = balancer.connect();
      TaggedBytes early = client.send(5000);
      client.sendFin();
      // What the client had sent, and that it had ended, was kept meanwhile.
      Peer served = endpoint.accept();
      Duration elapsed = Duration.ofNanos(System.nanoTime() - start);
      assertThat(served.receiving(early).allThenEnding()).isEqualTo(Ending.FIN);
      assertThat(elapsed).isBetween(CONNECT_TIMEOUT.multipliedBy(9).dividedBy(10), ofSeconds(8));
      assertThat(balancer.failures(ConnectFailure.TIMEOUT)).isEqualTo(1);
      assertThat(balancer.statistics().retries()).isEqualTo(1);
    }
  }

  @TransportTest
  @Tag("F3")
  void pendingConnectHoldsUpNobodyElse(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      UnresponsiveEndpoint unresponsive = rig.with(new UnresponsiveEndpoint());
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(TestEndpoint.spec(unresponsive.address()), endpoint.spec());
      // Every second one is stuck in connecting, on both loops.
      for (int i = 0; i < 8; i++) {
        balancer.connect();
      }
      for (int i = 0; i < 4; i++) {
        endpoint.accept();
      }
      assertThat(balancer.statistics().connectionsActive()).isEqualTo(8);
      // The ninth is stuck too; loops are not in step, so its turn has to be seen.
      Peer stuck = balancer.connect();
      await().atMost(Peer.PATIENCE).until(() -> balancer.statistics().connectionsTotal() == 9);
      Peer client = balancer.connect();
      client.pingPong(endpoint.accept());
      stuck.close();
      unresponsive.recover();
    }
  }

  @TransportTest
  @Tag("F4")
  void unreachableEndpointIsReplacedAtOnce(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(TestEndpoint.spec(UNREACHABLE), endpoint.spec());
      for (int i = 0; i < 4; i++) {
        try (Peer client = balancer.connect()) {
          client.pingPong(endpoint.accept());
        }
      }
      assertThat(balancer.failures(ConnectFailure.UNREACHABLE)).isPositive();
      assertThat(balancer.statistics().retries())
          .isEqualTo(balancer.failures(ConnectFailure.UNREACHABLE));
    }
  }

  @TransportTest
  @Tag("F5")
  void resetBeforeAnyByteReachesTheClientAndIsNotRetried(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint resetting = rig.endpoint();
      TestEndpoint other = rig.endpoint();
      Balancer balancer = rig.balance(resetting.spec(), other.spec());
      Peer client = balancer.connect();
      // Before that it would be a failed connect, and another endpoint's turn.
      balancer.awaitJoined(1);
      resetting.accept().reset();
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
      assertThat(balancer.statistics().retries()).isZero();
      assertThat(balancer.statistics().endpoints())
          .anyMatch(
              endpoint ->
                  endpoint.address().equals(other.spec().hostAndPort())
                      && endpoint.connectionsTotal() == 0);
    }
  }

  @TransportTest
  @Tag("C9")
  void clientsThatResetWhileAnEndpointIsBeingConnectedLeaveNothing(Transport transport)
      throws Exception {
    int clients = 200;
    try (Rig rig = Rig.of(Setup.of(transport).connectTimeout(CONNECT_TIMEOUT))) {
      UnresponsiveEndpoint unresponsive = rig.with(new UnresponsiveEndpoint());
      Balancer balancer = rig.balance(TestEndpoint.spec(unresponsive.address()));
      for (int i = 0; i < clients; i++) {
        Peer client = balancer.connect();
        if (i % 2 == 0) {
          client.send(1000);
        }
        client.reset();
      }
      await()
          .atMost(Peer.PATIENCE)
          .until(() -> balancer.statistics().connectionsTotal() == clients);
      // A reset that the transport does not see while reads are off ends with the timeout instead.
      await()
          .atMost(Peer.PATIENCE)
          .until(
              () ->
                  balancer.closed(CloseReason.CLIENT_LEFT)
                          + balancer.closed(CloseReason.CONNECT_FAILED)
                      == clients);
    }
  }

  @TransportTest
  @Tag("C9")
  void clientsThatResetAtOnceLeaveNothing(Transport transport) throws Exception {
    int clients = 500;
    try (Rig rig = Rig.of(transport)) {
      // Ends when it sees the relay end, in whatever way.
      TestEndpoint endpoint = rig.endpoint().serving(Peer::ending);
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < clients; i++) {
        balancer.connect().reset();
      }
    }
  }

  private static Duration ofSeconds(long seconds) {
    return Duration.ofSeconds(seconds);
  }
}
