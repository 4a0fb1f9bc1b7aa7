package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.metrics.UdpStatistics;
import io.sluice.core.rig.LoopTime;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;

/** What goes wrong around UDP sessions harms nobody else. */
class UdpFaultsIT {
  private static final Duration SILENCE = Duration.ofMillis(200);

  /** F84. Whoever forges sources gets no answers, so his sessions stay unanswered. */
  @TransportTest
  void floodOfSourcesLeavesAnsweredFlowsAlone(Transport transport) throws Exception {
    int most = 100;
    int sources = transport == Transport.NIO ? 2_000 : 10_000;
    try (UdpRig rig = UdpRig.of(transport).maxUdpSessions(most)) {
      rig.balance(
          rig.peer()
              .serving(
                  (self, datagram) -> {
                    if (!datagram.text().equals("flood")) {
                      self.send(datagram.from(), datagram.payload());
                    }
                  }));
      List<UdpPeer> clients = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        UdpPeer client = rig.peer();
        assertThat(client.ask(rig.address(), "hello")).isEqualTo("hello");
        clients.add(client);
      }
      for (int source = 0; source < sources; source++) {
        sendFrom(source, rig.address());
        if (source % 100 == 99) {
          UdpPeer client = clients.get(source / 100 % clients.size());
          assertThat(client.ask(rig.address(), "still")).isEqualTo("still");
          assertThat(rig.loadBalancer().statistics().udpSessionsActive()).isLessThanOrEqualTo(most);
        }
      }
      // Of another event loop than the one that answered last, some may still be under way.
      await()
          .atMost(UdpPeer.PATIENCE)
          .untilAsserted(
              () -> {
                UdpStatistics statistics = rig.statistics();
                long evicted = statistics.ended().getOrDefault(SessionEnd.EVICTED, 0L);
                long dropped = statistics.dropped().getOrDefault(UdpDrop.TABLE_FULL, 0L);
                assertThat(evicted + dropped)
                    .as("%s", statistics)
                    .isCloseTo(sources - most + 10L, Percentage.withPercentage(1));
              });
      for (UdpPeer client : clients) {
        assertThat(client.ask(rig.address(), "in the end")).isEqualTo("in the end");
      }
    }
  }

  private static void sendFrom(int source, InetSocketAddress to) throws IOException {
    byte[] address = {127, (byte) (1 + source / 65_536), (byte) (source >> 8), (byte) source};
    try (DatagramChannel channel = DatagramChannel.open()) {
      channel.bind(new InetSocketAddress(InetAddress.getByAddress(address), 0));
      channel.send(ByteBuffer.wrap("flood".getBytes(StandardCharsets.UTF_8)), to);
    }
  }

  /** F85. */
  @TransportTest
  void clientCannotTakeMoreSessionsThanItsShare(Transport transport) throws Exception {
    UdpSettings three = new UdpSettings(UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED, false, 3);
    try (UdpRig rig = UdpRig.of(transport).udp(three).eventLoops(1)) {
      rig.balance(rig.peer().echoing());
      UdpPeer first = rig.peer();
      assertThat(first.ask(rig.address(), "1")).isEqualTo("1");
      rig.peer().ask(rig.address(), "2");
      rig.peer().ask(rig.address(), "3");
      rig.peer().send(rig.address(), "4");
      rig.awaitDropped(UdpDrop.CLIENT_FULL, 1);
      assertThat(first.ask(rig.address(), "1")).isEqualTo("1");
      assertThat(rig.peer("127.0.0.2").ask(rig.address(), "other")).isEqualTo("other");
    }
  }

  /** F84: what was answered and does not go on gives its place up long before its idle timeout. */
  @TransportTest
  void fullTableOfAnsweredSessionsHasRoomSoon(Transport transport) throws Exception {
    try (UdpRig rig =
        UdpRig.of(transport).eventLoops(1).maxUdpSessions(2).idleTimeout(Duration.ofSeconds(16))) {
      rig.balance(rig.peer().echoing());
      rig.peer().ask(rig.address(), "1");
      rig.peer().ask(rig.address(), "2");
      UdpPeer third = rig.peer();
      await()
          .atMost(UdpPeer.PATIENCE)
          .until(
              () -> {
                third.send(rig.address(), "3");
                return third.hears(Duration.ofMillis(50));
              });
    }
  }

  /** F88: retries are those of one connect, and this is the next one. */
  @TransportTest
  void flowMovesWithoutRetriesToo(Transport transport) throws Exception {
    TrafficSettings affinity =
        TrafficSettings.DEFAULT.with(new SessionAffinity.ClientIp(Duration.ofHours(3)));
    try (UdpRig rig = UdpRig.of(transport).traffic(affinity).retries(0)) {
      UdpPeer dead = rig.peer();
      EndpointSpec deadSpec = TestEndpoint.spec(dead.address());
      dead.close();
      UdpPeer live = rig.peer().answering("live");
      rig.balance(deadSpec, TestEndpoint.spec(live.address()));
      askUntilAnswered(rig, rig.peer());
      askUntilAnswered(rig, rig.peer("127.0.0.2"));
    }
  }

  /** F88. */
  @TransportTest
  void closedEndpointPortEndsTheSessionAndTheNextDatagramGoesElsewhere(Transport transport)
      throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer dead = rig.peer();
      EndpointSpec deadSpec = TestEndpoint.spec(dead.address());
      dead.close();
      UdpPeer live = rig.peer().answering("live");
      rig.balance(deadSpec, TestEndpoint.spec(live.address()));
      UdpPeer other = rig.peer();
      askUntilAnswered(rig, other);
      for (int i = 0; i < 5; i++) {
        askUntilAnswered(rig, rig.peer());
        assertThat(other.ask(rig.address(), "who")).isEqualTo("live");
      }
      assertThat(rig.statistics().ended().get(SessionEnd.ICMP_ERROR)).isPositive();
      assertThat(rig.statistics().sessionsActive()).isEqualTo(6);
    }
  }

  /** The first datagram may be lost to the endpoint that is not there; the second is not. */
  private static void askUntilAnswered(UdpRig rig, UdpPeer client) throws IOException {
    client.send(rig.address(), "who");
    if (!client.hears(SILENCE)) {
      assertThat(client.ask(rig.address(), "who")).isEqualTo("live");
    }
  }

  /** F89. */
  @TransportTest
  void replyToAClientThatIsGoneHarmsNobody(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport).eventLoops(1)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer gone = rig.peer();
      gone.send(rig.address(), "question");
      InetSocketAddress session = endpoint.receive().from();
      gone.close();
      UdpPeer client = rig.peer();
      client.send(rig.address(), "question");
      InetSocketAddress otherSession = endpoint.receive().from();
      for (int i = 0; i < 20; i++) {
        endpoint.send(session, "answer to nobody");
        endpoint.send(otherSession, "answer");
        assertThat(client.receive().text()).isEqualTo("answer");
      }
      assertThat(rig.statistics().sessionsActive()).isEqualTo(2);
    }
  }

  /** F91. */
  @TransportTest
  void replyFromAnybodyElseIsDropped(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer();
      UdpPeer stranger = rig.peer("127.0.0.2");
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      client.send(rig.address(), "question");
      InetSocketAddress session = endpoint.receive().from();
      stranger.send(session, "forged");
      UdpPeer samePortElsewhere =
          rig.with(
              UdpPeer.at(
                  new InetSocketAddress(
                      InetAddress.ofLiteral("127.0.0.3"), endpoint.address().getPort())));
      samePortElsewhere.send(session, "forged");
      endpoint.send(session, "answer");
      assertThat(client.receive().text()).isEqualTo("answer");
      assertThat(client.hears(SILENCE)).isFalse();
    }
  }

  /** F92. */
  @TransportTest
  void replyAfterTheSessionHasEndedIsRefused(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport).idleTimeout(Duration.ofSeconds(2))) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      client.send(rig.address(), "question");
      InetSocketAddress session = endpoint.receive().from();
      rig.awaitEnded(SessionEnd.IDLE_TIMEOUT, 1);
      endpoint.send(session, "too late");
      assertThat(client.hears(SILENCE)).isFalse();
      client.send(rig.address(), "again");
      endpoint.send(endpoint.receive().from(), "in time");
      assertThat(client.receive().text()).isEqualTo("in time");
      assertThat(rig.statistics().sessionsTotal()).isEqualTo(2);
    }
  }

  /** F95. */
  @TransportTest
  void datagramFromAnOwnListenerIsDropped(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().echoing();
      rig.balance(endpoint);
      EndpointSpec spec = TestEndpoint.spec(endpoint.address());
      int second = Ports.free();
      rig.loadBalancer()
          .apply(
              rig.configuration(
                  rig.service("dns", rig.port(), Protocol.UDP, spec),
                  rig.service("other", second, Protocol.UDP, spec)));
      // Of the same user, so the kernel lets it share the address.
      try (DatagramChannel posing = DatagramChannel.open()) {
        posing.setOption(StandardSocketOptions.SO_REUSEPORT, true);
        posing.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), second));
        posing.send(ByteBuffer.wrap(new byte[10]), rig.address());
        rig.awaitDropped(UdpDrop.OWN_LISTENER, 1);
      }
      assertThat(rig.statistics().sessionsTotal()).isZero();
    }
  }

  /** F88, C2: an endpoint that refuses everything keeps no loop busy. */
  @TransportTest
  void deadEndpointKeepsNoLoopBusy(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer dead = rig.peer();
      EndpointSpec spec = TestEndpoint.spec(dead.address());
      dead.close();
      rig.balance(spec);
      UdpPeer client = rig.peer();
      for (int i = 0; i < 100; i++) {
        client.send(rig.address(), "anybody?");
      }
      rig.awaitThat(() -> rig.statistics().datagramsFromClients(), 100);
      rig.awaitSessions(0);
      LoopTime time = LoopTime.startNow();
      assertThat(client.hears(Duration.ofMillis(500))).isFalse();
      assertThat(time.shareSinceLastLook()).isLessThan(0.05);
    }
  }
}
