package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Transport;
import io.sluice.core.metrics.UdpStatistics;
import io.sluice.core.rig.LossyLink;
import io.sluice.core.rig.Seeds;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;

/** Datagrams that were lost, repeated, reordered and corrupted on their way to Sluice. */
@Tag("F97")
class LossyLinksIT {
  private static final int CLIENTS = 4;
  private static final int ROUNDS = 20;

  /** At once; few enough to fit the smallest receive buffers of a kernel. */
  private static final int BURST = 20;

  private static final int LARGEST = 1400;

  /** What one client and the endpoint say to each other, each over a link of its own. */
  private record Conversation(UdpPeer client, LossyLink requests, LossyLink responses) {}

  @TransportTest
  void exactlyWhatComesInGoesOut(Transport transport) throws Exception {
    Random random = new Random(Seeds.next("LossyLinksIT"));
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      Map<InetSocketAddress, Conversation> conversations = new HashMap<>();
      for (int i = 0; i < CLIENTS; i++) {
        UdpPeer client = rig.peer();
        client.send(rig.address(), "hello");
        InetSocketAddress session = endpoint.receive().from();
        conversations.put(
            session,
            new Conversation(
                client,
                new LossyLink(random, payload -> client.send(rig.address(), payload)),
                new LossyLink(random, payload -> endpoint.send(session, payload))));
      }
      for (int round = 0; round < ROUNDS; round++) {
        for (Conversation each : conversations.values()) {
          sendBurst(each.requests(), random);
        }
        assertThatRequestsArrive(endpoint, conversations);
        for (Conversation each : conversations.values()) {
          sendBurst(each.responses(), random);
          assertThatResponsesArrive(each);
        }
      }
      assertThatCountersAgree(rig.statistics(), conversations);
    }
  }

  private static void sendBurst(LossyLink link, Random random) throws IOException {
    for (int i = 0; i < BURST; i++) {
      byte[] payload = new byte[random.nextInt(LARGEST + 1)];
      random.nextBytes(payload);
      link.send(payload);
    }
    link.flush();
  }

  /** Whose requests are whose is told by the session that they come from. */
  private static void assertThatRequestsArrive(
      UdpPeer endpoint, Map<InetSocketAddress, Conversation> conversations) throws IOException {
    Map<InetSocketAddress, List<ByteBuffer>> expected = new HashMap<>();
    Map<InetSocketAddress, List<ByteBuffer>> received = new HashMap<>();
    int count = 0;
    for (var each : conversations.entrySet()) {
      List<ByteBuffer> delivered = each.getValue().requests().takeDelivered();
      expected.put(each.getKey(), delivered);
      received.put(each.getKey(), new ArrayList<>());
      count += delivered.size();
    }
    for (int i = 0; i < count; i++) {
      UdpPeer.Datagram datagram = endpoint.receive();
      assertThat(received).containsKey(datagram.from());
      received.get(datagram.from()).add(ByteBuffer.wrap(datagram.payload()));
    }
    assertThat(received).isEqualTo(expected);
  }

  private static void assertThatResponsesArrive(Conversation conversation) throws IOException {
    for (ByteBuffer expected : conversation.responses().takeDelivered()) {
      assertThat(ByteBuffer.wrap(conversation.client().receive().payload())).isEqualTo(expected);
    }
  }

  private static void assertThatCountersAgree(
      UdpStatistics statistics, Map<InetSocketAddress, Conversation> conversations) {
    int requests = conversations.values().stream().mapToInt(c -> c.requests().deliveries()).sum();
    int responses = conversations.values().stream().mapToInt(c -> c.responses().deliveries()).sum();
    assertThat(statistics.datagramsFromClients()).isEqualTo(CLIENTS + requests);
    assertThat(statistics.datagramsToClients()).isEqualTo(responses);
    assertThat(statistics.sessionsTotal()).isEqualTo(CLIENTS);
    assertThat(statistics.dropped().values()).containsOnly(0L);
  }
}
