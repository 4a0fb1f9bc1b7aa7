package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.Transport;
import io.sluice.core.metrics.Statistics;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** At the limit clients wait in the kernel's queue instead of being turned away. */
@Tag("F21")
class ConnectionLimitIT {
  private static final int MOST = 8;

  /** Each loop may have accepted one when another loop reached the limit. */
  private static final int SLACK = 2;

  private static final int WAITING = 6;

  @TransportTest
  void clientBeyondTheLimitWaitsUntilAPlaceIsFree(Transport transport) throws Exception {
    // Those that wait are half-closed in the end, and must live until they are counted.
    Setup setup = Setup.of(transport).maxConnections(MOST).halfClosedTimeout(Duration.ofMinutes(1));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      LoadBalancer loadBalancer = balancer.loadBalancer();
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < MOST; i++) {
        Peer client = balancer.connect();
        client.pingPong(endpoint.accept());
        clients.add(client);
      }
      assertThat(loadBalancer.statistics().isAcceptPaused()).isTrue();

      List<Peer> waiting = new ArrayList<>();
      for (int i = 0; i < WAITING; i++) {
        waiting.add(balancer.connect());
      }
      assertThat(loadBalancer.statistics().connectionsActive())
          .isBetween(0L + MOST, 0L + MOST + SLACK);

      for (Peer client : clients) {
        client.reset();
      }
      for (int i = 0; i < WAITING; i++) {
        endpoint.accept().sendFin();
      }
      for (Peer client : waiting) {
        assertThat(client.ending()).isEqualTo(Ending.FIN);
      }
      await()
          .atMost(Peer.PATIENCE)
          .untilAsserted(
              () -> {
                Statistics statistics = loadBalancer.statistics();
                assertThat(statistics.connectionsActive()).isEqualTo(WAITING);
                assertThat(statistics.isAcceptPaused()).isFalse();
              });
      assertThat(balancer.statistics().connectionsTotal()).isEqualTo(MOST + WAITING);
    }
  }

  @TransportTest
  void raisedLimitLetsWaitingClientsIn(Transport transport) throws Exception {
    Setup setup = Setup.of(transport).maxConnections(2);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < 6; i++) {
        balancer.connect();
      }
      await()
          .atMost(Peer.PATIENCE)
          .until(() -> balancer.loadBalancer().statistics().isAcceptPaused());
      balancer.apply(
          setup
              .maxConnections(10)
              .configuration(
                  setup.service("web", balancer.address().getPort(), List.of(endpoint.spec()))));
      for (int i = 0; i < 6; i++) {
        endpoint.accept();
      }
    }
  }
}
