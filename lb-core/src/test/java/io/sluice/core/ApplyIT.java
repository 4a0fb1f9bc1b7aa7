package io.sluice.core;

import static io.sluice.core.RoundRobinIT.greeting;
import static io.sluice.core.RoundRobinIT.visit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.Service;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Configurations follow one another while connections come and stay. */
class ApplyIT {
  @TransportTest
  void endpointThatGoesUnreadyLeavesTheRotation(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint staying = greeting(rig);
      TestEndpoint leaving = greeting(rig);
      Balancer balancer = rig.balance(staying, leaving);
      visit(balancer, 10);
      balancer.apply(staying.spec(), leaving.unreadySpec());
      visit(balancer, 10);
      assertThat(staying.acceptedCount()).isEqualTo(15);
      assertThat(leaving.acceptedCount()).isEqualTo(5);
    }
  }

  @TransportTest
  void clientIsRefusedWhileNoEndpointIsUsableAndServedAgainAfterwards(Transport transport)
      throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint endpoint = greeting(rig);
      Balancer balancer = rig.balance(endpoint);
      visit(balancer, 1);
      for (int i = 0; i < 5; i++) {
        balancer.apply(endpoint.unreadySpec());
        assertThat(balancer.loadBalancer().listeners()).isEmpty();
        assertThatThrownBy(balancer::connect).isInstanceOf(ConnectException.class);
        balancer.apply(endpoint.spec());
        visit(balancer, 1);
      }
      assertThat(endpoint.acceptedCount()).isEqualTo(6);
    }
  }

  @TransportTest
  @Tag("F44")
  void establishedConnectionOutlivesItsEndpointsRemoval(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint removed = rig.endpoint();
      TestEndpoint other = rig.endpoint();
      Balancer balancer = rig.balance(removed.spec());
      Peer client = balancer.connect();
      Peer served = removed.accept();
      client.pingPong(served);
      balancer.apply(other.spec());
      client.pingPong(served);
      balancer.connect().pingPong(other.accept());
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      served.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @TransportTest
  @Tag("F43")
  void establishedConnectionOutlivesItsServicesRemoval(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      balancer.apply(setup.configuration());
      assertThatThrownBy(balancer::connect).isInstanceOf(ConnectException.class);
      // The port is free for others at once.
      new ServerSocket(balancer.address().getPort(), 1, InetAddress.getLoopbackAddress()).close();
      client.pingPong(served);
      assertThat(balancer.loadBalancer().statistics().connectionsActive()).isEqualTo(1);
    }
  }

  @TransportTest
  void twoServicesAreServedAndReloadedTogether(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint a = rig.endpoint();
      TestEndpoint b = rig.endpoint();
      Balancer balancer = rig.balance(a);
      Service first = setup.service("web", balancer.address().getPort(), List.of(a.spec()));
      int secondPort = Ports.free();
      balancer.apply(
          setup.configuration(setup.service("second", secondPort, List.of(b.spec())), first));
      balancer.connect().pingPong(a.accept());
      try (Peer client = Peer.connectedTo(at(secondPort))) {
        client.pingPong(b.accept());
      }

      // Each takes the other's endpoint.
      balancer.apply(
          setup.configuration(
              setup.service("second", secondPort, List.of(a.spec())),
              setup.service("web", balancer.address().getPort(), List.of(b.spec()))));
      balancer.connect().pingPong(b.accept());
      try (Peer client = Peer.connectedTo(at(secondPort))) {
        client.pingPong(a.accept());
      }
      assertThat(balancer.loadBalancer().statistics().generation()).isEqualTo(3);
    }
  }

  @TransportTest
  @Tag("F39")
  void reloadThatNeedsATakenPortChangesNothing(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup);
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      TestEndpoint endpoint = rig.endpoint();
      TestEndpoint unused = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Configuration before = balancer.loadBalancer().configuration();
      int freePort = Ports.free();
      Configuration wanted =
          setup.configuration(
              setup.service("free", freePort, List.of(unused.spec())),
              setup.service("taken", taken.getLocalPort(), List.of(unused.spec())),
              setup.service("web", balancer.address().getPort(), List.of(unused.spec())));

      assertThatThrownBy(() -> balancer.apply(wanted))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("default/taken")
          .hasMessageNotContaining("default/free");

      assertThat(balancer.loadBalancer().configuration()).isSameAs(before);
      assertThat(balancer.loadBalancer().listeners()).hasSize(1);
      new ServerSocket(freePort, 1, InetAddress.getLoopbackAddress()).close();
      balancer.connect().pingPong(endpoint.accept());
    }
  }

  @TransportTest
  @Tag("F38")
  void startThatNeedsATakenPortLeavesNothingBound(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (TestEndpoint endpoint = TestEndpoint.listening();
        ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int freePort = Ports.free();
      Configuration wanted =
          setup.configuration(
              setup.service("free", freePort, List.of(endpoint.spec())),
              setup.service("taken", taken.getLocalPort(), List.of(endpoint.spec())));
      assertThatThrownBy(() -> LoadBalancer.start(wanted))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("127.0.0.1:" + taken.getLocalPort())
          .hasMessageContaining("default/taken");
      new ServerSocket(freePort, 1, InetAddress.getLoopbackAddress()).close();
    }
  }

  private static InetSocketAddress at(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
