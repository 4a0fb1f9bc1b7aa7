package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;

/** Stopping: new clients are refused, live connections get their time. */
@Tag("F55")
class DrainIT {
  @TransportTest
  void drainEndsWithTheLastConnection(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.pingPong(served);
      CompletableFuture<Void> drain = startDraining(balancer, Peer.PATIENCE);
      assertThat(balancer.loadBalancer().isReady()).isFalse();
      assertThatThrownBy(balancer::connect).isInstanceOf(ConnectException.class);

      client.pingPong(served);
      assertThat(drain).isNotDone();
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      served.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      assertThat(drain).succeedsWithin(Peer.PATIENCE);
      assertThat(balancer.closed(CloseReason.FINISHED)).isEqualTo(1);
    }
  }

  @TransportTest
  void connectionThatOutstaysTheDrainTimeoutIsReset(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.pingPong(served);
      CompletableFuture<Void> drain = startDraining(balancer, Duration.ofMillis(300));
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      assertThat(served.ending()).isEqualTo(Ending.RESET);
      assertThat(drain).succeedsWithin(Peer.PATIENCE);
      assertThat(balancer.closed(CloseReason.DRAINED)).isEqualTo(1);
    }
  }

  @TransportTest
  void drainingOneLoadBalancerLeavesAnotherAlone(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.pingPong(served);
      try (Rig other = Rig.of(transport)) {
        TestEndpoint otherEndpoint = other.endpoint();
        Balancer closing = other.balance(otherEndpoint);
        Peer cut = closing.connect();
        Peer cutServed = otherEndpoint.accept();
        cut.pingPong(cutServed);
        closing.loadBalancer().drain(Duration.ZERO);
        assertThat(cut.ending()).isEqualTo(Ending.RESET);
        assertThat(cutServed.ending()).isEqualTo(Ending.RESET);
      }
      // Two load balancers in one process have nothing to do with each other.
      client.pingPong(served);
    }
  }

  private static CompletableFuture<Void> startDraining(Balancer balancer, Duration timeout) {
    LoadBalancer loadBalancer = balancer.loadBalancer();
    CompletableFuture<Void> drain = CompletableFuture.runAsync(() -> loadBalancer.drain(timeout));
    await().atMost(Peer.PATIENCE).until(() -> loadBalancer.listeners().isEmpty());
    return drain;
  }
}
