package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Set;
import java.util.TreeSet;

/** How UDP sessions begin, move and end. */
class UdpSessionIT {
  private static final int UNCOUNTED = UdpSettings.UNCOUNTED;

  @TransportTest
  void silenceEndsASession(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport).idleTimeout(Duration.ofSeconds(2))) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      UdpPeer client = rig.peer();
      String first = client.ask(rig.address(), "who");
      rig.awaitEnded(SessionEnd.IDLE_TIMEOUT, 1);
      rig.awaitSessions(0);
      assertThat(client.ask(rig.address(), "who")).as("the next turn").isNotEqualTo(first);
    }
  }

  @TransportTest
  void sessionEndsWithTheExpectedReplies(Transport transport) throws Exception {
    UdpSettings oneReply = new UdpSettings(UNCOUNTED, 1, false, 0);
    try (UdpRig rig = UdpRig.of(transport).udp(oneReply)) {
      rig.balance(rig.peer().answering("a"));
      UdpPeer client = rig.peer();
      for (int i = 1; i <= 5; i++) {
        assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
        rig.awaitEnded(SessionEnd.ANSWERED, i);
      }
      rig.awaitSessions(0);
    }
  }

  @TransportTest
  void sessionWithoutExpectedRepliesEndsWhenItsDatagramIsSent(Transport transport)
      throws Exception {
    UdpSettings noReply = new UdpSettings(UNCOUNTED, 0, false, 0);
    try (UdpRig rig = UdpRig.of(transport).udp(noReply)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      for (int i = 1; i <= 5; i++) {
        client.send(rig.address(), "log line " + i);
        assertThat(endpoint.receive().text()).isEqualTo("log line " + i);
      }
      rig.awaitEnded(SessionEnd.ANSWERED, 5);
    }
  }

  @TransportTest
  void requestsBeyondTheCountBeginAnotherSession(Transport transport) throws Exception {
    UdpSettings twoRequests = new UdpSettings(2, UNCOUNTED, false, 0);
    try (UdpRig rig = UdpRig.of(transport).udp(twoRequests)) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      UdpPeer client = rig.peer();
      String first = client.ask(rig.address(), "1");
      assertThat(client.ask(rig.address(), "2")).isEqualTo(first);
      String next = client.ask(rig.address(), "3");
      assertThat(next).isNotEqualTo(first);
      assertThat(client.ask(rig.address(), "4")).isEqualTo(next);
    }
  }

  @TransportTest
  void eachDatagramIsBalancedByItself(Transport transport) throws Exception {
    UdpSettings perDatagram = new UdpSettings(UNCOUNTED, 1, true, 0);
    try (UdpRig rig = UdpRig.of(transport).udp(perDatagram)) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      UdpPeer client = rig.peer();
      for (int i = 0; i < 5; i++) {
        Set<String> pair = new TreeSet<>();
        pair.add(client.ask(rig.address(), "who"));
        pair.add(client.ask(rig.address(), "who"));
        assertThat(pair).containsExactly("a", "b");
      }
    }
  }

  /** F90, F44. */
  @TransportTest
  void sessionMovesWhenItsEndpointIsRemoved(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer old = rig.peer();
      UdpPeer other = rig.peer();
      rig.balance(old);
      UdpPeer client = rig.peer();
      client.send(rig.address(), "1");
      InetSocketAddress session = old.receive().from();
      rig.apply(other);
      client.send(rig.address(), "2");
      assertThat(other.receive().text()).isEqualTo("2");
      rig.awaitEnded(SessionEnd.ENDPOINT_GONE, 1);
      old.send(session, "late");
      other.send(rigSession(rig, client, other), "from the new endpoint");
      assertThat(client.receive().text()).as("the late reply is lost").startsWith("from the new");
    }
  }

  /** Where the client's session comes from as its endpoint sees it. */
  private static InetSocketAddress rigSession(UdpRig rig, UdpPeer client, UdpPeer endpoint)
      throws IOException {
    client.send(rig.address(), "again");
    return endpoint.receive().from();
  }

  /** F90. */
  @TransportTest
  void endpointThatIsNoLongerReadyLosesItsSessions(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer first = rig.peer().answering("first");
      UdpPeer second = rig.peer().answering("second");
      rig.balance(spec(first, 1, Conditions.READY));
      UdpPeer client = rig.peer();
      assertThat(client.ask(rig.address(), "who")).isEqualTo("first");
      rig.apply(
          spec(first, 1, new Conditions(false, false, false)), spec(second, 1, Conditions.READY));
      assertThat(client.ask(rig.address(), "who")).isEqualTo("second");
    }
  }

  @TransportTest
  void endpointThatTerminatesButServesKeepsItsSessions(Transport transport) throws Exception {
    keepsItsSessions(transport, 1, new Conditions(false, true, true));
  }

  @TransportTest
  void endpointOfWeightZeroKeepsItsSessions(Transport transport) throws Exception {
    keepsItsSessions(transport, 0, Conditions.READY);
  }

  private static void keepsItsSessions(Transport transport, int weight, Conditions conditions)
      throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer first = rig.peer().answering("first");
      UdpPeer second = rig.peer().answering("second");
      rig.balance(spec(first, 1, Conditions.READY));
      UdpPeer client = rig.peer();
      assertThat(client.ask(rig.address(), "who")).isEqualTo("first");
      rig.apply(spec(first, weight, conditions), spec(second, 1, Conditions.READY));
      assertThat(client.ask(rig.address(), "who")).isEqualTo("first");
      assertThat(rig.peer().ask(rig.address(), "who")).isEqualTo("second");
    }
  }

  @TransportTest
  void sessionsGoOnThoughEveryEndpointHasWeightZero(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().answering("a");
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
      rig.apply(spec(endpoint, 0, Conditions.READY));
      assertThat(client.ask(rig.address(), "who")).isEqualTo("a");
      rig.peer().send(rig.address(), "new");
      rig.awaitDropped(UdpDrop.NO_ENDPOINT, 1);
    }
  }

  /** F96, the part of the reload: sessions keep their endpoint and lose nothing. */
  @TransportTest
  void sessionsOutliveReloads(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer a = rig.peer().answering("a");
      UdpPeer b = rig.peer().answering("b");
      rig.balance(a, b);
      UdpPeer client = rig.peer();
      String first = client.ask(rig.address(), "who");
      for (int i = 0; i < 50; i++) {
        if (i % 2 == 0) {
          rig.apply(a, b, rig.peer().answering("more"));
        } else {
          rig.apply(b, a);
        }
        assertThat(client.ask(rig.address(), "who")).isEqualTo(first);
      }
      assertThat(rig.statistics().sessionsTotal()).isEqualTo(1);
    }
  }

  private static EndpointSpec spec(UdpPeer endpoint, int weight, Conditions conditions) {
    EndpointSpec spec = TestEndpoint.spec(endpoint.address());
    return new EndpointSpec(spec.address(), weight, null, null, 0, conditions);
  }
}
