package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Transport;
import io.sluice.core.ApplyException;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.net.PortUnreachableException;
import java.time.Duration;

/** When a UDP listener is bound, and what becomes of its sessions when it closes. */
class UdpListenerIT {
  @TransportTest
  void clientIsToldThatNobodyServes(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().answering("a");
      rig.balance(endpoint);
      UdpPeer client = rig.peer().connect(rig.address());
      assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
      rig.apply(new EndpointSpec[0]);
      assertThat(rig.loadBalancer().listeners()).isEmpty();
      client.send(rig.address(), "who");
      assertThatThrownBy(client::receive).isInstanceOf(PortUnreachableException.class);
      rig.awaitEnded(SessionEnd.CLOSED, 1);
      rig.apply(endpoint);
      assertThat(client.ask(rig.address(), "who")).as("the same client port").isEqualTo("a");
    }
  }

  /** F38. */
  @TransportTest
  void portOfAnotherProcessIsFoundAndNothingIsChanged(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().answering("a");
      rig.balance(endpoint);
      UdpPeer other = rig.peer();
      EndpointSpec spec = TestEndpoint.spec(endpoint.address());
      assertThatThrownBy(
              () ->
                  rig.loadBalancer()
                      .apply(
                          rig.configuration(
                              rig.service("dns", rig.port(), Protocol.UDP, spec),
                              rig.service("taken", other.address().getPort(), Protocol.UDP, spec))))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("/UDP for default/taken")
          .hasMessageContaining("already in use")
          .hasMessageContaining("ss -lunp");
      assertThat(rig.loadBalancer().listeners())
          .containsExactly("127.0.0.1:" + rig.port() + "/UDP");
      assertThat(rig.peer().ask(rig.address(), "who")).isEqualTo("a");
    }
  }

  /** F43. */
  @TransportTest
  void removedListenerFreesItsPort(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().answering("a");
      rig.balance(endpoint);
      for (int round = 0; round < 10; round++) {
        rig.loadBalancer().apply(rig.configuration(new io.sluice.config.model.Service[0]));
        UdpPeer.at(rig.address()).close();
        rig.apply(endpoint);
        assertThat(rig.peer().ask(rig.address(), "who")).isEqualTo("a");
      }
    }
  }

  @TransportTest
  void drainServesKnownFlowsUntilTheyAreIdle(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport).idleTimeout(Duration.ofSeconds(2))) {
      rig.balance(rig.peer().answering("a"));
      UdpPeer client = rig.peer();
      assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
      Thread drain =
          Thread.ofVirtual().start(() -> rig.loadBalancer().drain(Duration.ofSeconds(10)));
      await().until(() -> !rig.loadBalancer().isReady());
      assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
      rig.peer().send(rig.address(), "new");
      rig.awaitDropped(UdpDrop.NO_ENDPOINT, 1);
      drain.join();
      assertThat(rig.statistics().ended()).containsEntry(SessionEnd.IDLE_TIMEOUT, 1L);
      assertThat(rig.loadBalancer().listeners()).isEmpty();
    }
  }

  @TransportTest
  void drainTimeoutEndsSessions(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      rig.balance(rig.peer().answering("a"));
      assertThat(rig.peer().ask(rig.address(), "who")).isEqualTo("a");
      rig.loadBalancer().drain(Duration.ofMillis(50));
      rig.awaitEnded(SessionEnd.CLOSED, 1);
      assertThat(rig.loadBalancer().listeners()).isEmpty();
    }
  }
}
