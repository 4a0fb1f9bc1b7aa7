package io.sluice.core.udp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.sluice.config.model.Protocol;
import io.sluice.config.model.Transport;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Seeds;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

class UdpIT {
  private static final int[] SIZES = {0, 1, 512, 1472, 1473, 8972, 32_768, 65_507};

  /** F86, C8. */
  @TransportTest
  void everySizePassesBothWays(Transport transport) throws Exception {
    roundTrips(transport, "127.0.0.1");
  }

  /** F86, C8. */
  @TransportTest
  void everySizePassesBothWaysOverIpv6(Transport transport) throws Exception {
    roundTrips(transport, "::1");
  }

  private static void roundTrips(Transport transport, String address) throws Exception {
    Random random = new Random(Seeds.next("UdpIT"));
    try (UdpRig rig = UdpRig.of(transport).vips(address)) {
      UdpPeer endpoint = rig.peer(address).echoing();
      rig.balance(endpoint);
      UdpPeer client = rig.peer(address);
      for (int size : SIZES) {
        byte[] payload = new byte[size];
        random.nextBytes(payload);
        UdpPeer.Datagram answer = client.ask(rig.address(), payload);
        assertThat(answer.payload()).as("%d bytes", size).isEqualTo(payload);
        assertThat(answer.from()).isEqualTo(rig.address());
      }
      assertThat(rig.statistics().sessionsTotal()).isEqualTo(1);
      assertThat(rig.statistics().datagramsFromClients()).isEqualTo(SIZES.length);
      assertThat(rig.statistics().datagramsToClients()).isEqualTo(SIZES.length);
    }
  }

  /** F93: the portable transport cannot know the address, see docs/decisions. */
  @TransportTest
  void replyComesFromTheAddressThatWasAsked(Transport transport) throws Exception {
    assumeThat(transport).isNotEqualTo(Transport.NIO);
    try (UdpRig rig = UdpRig.of(transport).vips("0.0.0.0", "::")) {
      rig.balance(rig.peer().echoing(), rig.peer("::1").echoing());
      UdpPeer client = rig.peer("127.0.0.1");
      for (String address : List.of("127.0.0.1", "127.0.0.2", "127.1.2.3")) {
        assertThat(client.ask(rig.address(address), new byte[100]).from())
            .isEqualTo(rig.address(address));
      }
      UdpPeer clientV6 = rig.peer("::1");
      assertThat(clientV6.ask(rig.address("::1"), new byte[100]).from())
          .isEqualTo(rig.address("::1"));
      assertThat(rig.statistics().sessionsActive()).as("a flow an address").isEqualTo(4);
    }
  }

  @TransportTest
  void clientKeepsItsEndpointAndClientsAreSpread(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      Set<String> all = new TreeSet<>();
      for (int i = 0; i < 6; i++) {
        UdpPeer client = rig.peer();
        String first = client.ask(rig.address(), "who");
        for (int again = 0; again < 5; again++) {
          assertThat(client.ask(rig.address(), "who")).isEqualTo(first);
        }
        all.add(first);
      }
      assertThat(all).containsExactly("a", "b");
      assertThat(rig.statistics().sessionsTotal()).isEqualTo(6);
    }
  }

  @TransportTest
  void manyDatagramsAtOnceArriveInOrder(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      // No more at once than the smallest usual receive buffer holds.
      for (int window = 0; window < 300; window += 50) {
        for (int i = window; i < window + 50; i++) {
          client.send(rig.address(), sized(i));
        }
        InetSocketAddress session = rig.address();
        for (int i = window; i < window + 50; i++) {
          UdpPeer.Datagram datagram = endpoint.receive();
          assertThat(datagram.payload()).as("datagram %d", i).isEqualTo(sized(i));
          session = datagram.from();
        }
        for (int i = window; i < window + 50; i++) {
          endpoint.send(session, sized(i));
        }
        for (int i = window; i < window + 50; i++) {
          assertThat(client.receive().payload()).as("reply %d", i).isEqualTo(sized(i));
        }
      }
    }
  }

  /** Runs of one size, which may go to the kernel together, and changes of size, which may not. */
  private static byte[] sized(int number) {
    byte[] payload = new byte[100 + (number / 10 % 3) * 500 + (number % 10 == 9 ? -50 : 0)];
    payload[0] = (byte) number;
    payload[1] = (byte) (number >> 8);
    return payload;
  }

  @TransportTest
  void tcpAndUdpShareVipAndPort(Transport transport) throws Exception {
    try (UdpRig rig = UdpRig.of(transport)) {
      UdpPeer endpoint = rig.peer().answering("udp");
      TestEndpoint tcp = rig.with(TestEndpoint.listening());
      rig.balance(endpoint);
      rig.loadBalancer()
          .apply(
              rig.configuration(
                  rig.service(
                      "dns", rig.port(), Protocol.UDP, TestEndpoint.spec(endpoint.address())),
                  rig.service("dns-tcp", rig.port(), Protocol.TCP, tcp.spec())));
      assertThat(rig.loadBalancer().listeners())
          .containsExactly("127.0.0.1:" + rig.port() + "/TCP", "127.0.0.1:" + rig.port() + "/UDP");
      try (Peer client = Peer.connectedTo(rig.address());
          Peer accepted = tcp.accept()) {
        client.pingPong(accepted);
        assertThat(rig.peer().ask(rig.address(), "who")).isEqualTo("udp");
      }
    }
  }
}
