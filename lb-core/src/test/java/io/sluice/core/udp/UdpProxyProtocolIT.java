package io.sluice.core.udp;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.config.model.ProxyProtocol.Send;
import io.sluice.config.model.Service;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UdpSettings;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UdpPeer;
import io.sluice.core.rig.UdpRig;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Timeout;

/** PROXY headers in front of datagrams, from clients and to endpoints. */
@Timeout(60)
class UdpProxyProtocolIT {
  private static final String SIGNATURE = "0d0a0d0a000d0a515549540a";

  /** From 192.0.2.1:1000, and from 192.0.2.2:1000, to 198.51.100.2:443. */
  private static final byte[] FIRST = hex(SIGNATURE + "2112000c c0000201 c6336402 03e8 01bb");

  private static final byte[] SECOND = hex(SIGNATURE + "2112000c c0000202 c6336402 03e8 01bb");
  private static final byte[] LOCAL = hex(SIGNATURE + "20000000");

  @TransportTest
  void headerIsTakenOffTheFirstDatagramAndAnyLaterOne(Transport transport) throws Exception {
    try (UdpRig rig = accepting(transport, "127.0.0.0/8")) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      client.send(rig.address(), behind(FIRST, "one"));
      UdpPeer.Datagram first = endpoint.receive();
      assertThat(first.text()).isEqualTo("one");
      client.send(rig.address(), "two");
      client.send(rig.address(), behind(FIRST, "three"));
      client.send(rig.address(), FIRST);
      client.send(rig.address(), "");
      for (String expected : List.of("two", "three", "", "")) {
        UdpPeer.Datagram datagram = endpoint.receive();
        assertThat(datagram.text()).isEqualTo(expected);
        assertThat(datagram.from()).as("one session").isEqualTo(first.from());
      }
      endpoint.send(first.from(), "answer");
      assertThat(client.receive().text()).isEqualTo("answer");
    }
  }

  @TransportTest
  void headerThatNamesAnotherClientBeginsAnotherSession(Transport transport) throws Exception {
    try (UdpRig rig = accepting(transport, "127.0.0.0/8")) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      UdpPeer client = rig.peer();
      Set<String> answers = new TreeSet<>();
      answers.add(ask(client, rig, behind(FIRST, "who")));
      answers.add(ask(client, rig, behind(SECOND, "who")));
      assertThat(answers).containsExactly("a", "b");
      rig.awaitEnded(SessionEnd.CLIENT_CHANGED, 1);
      rig.awaitSessions(1);
    }
  }

  @TransportTest
  void datagramsWithoutOrWithAWrongHeaderAreDropped(Transport transport) throws Exception {
    try (UdpRig rig = accepting(transport, "127.0.0.0/8")) {
      rig.balance(rig.peer().answering("a"));
      UdpPeer client = rig.peer();
      client.send(rig.address(), "no header");
      rig.awaitDropped(UdpDrop.PROXY_INVALID, 1);
      for (String wrong : List.of("3112000c", "2212000c", "2113000c", "2112000b", "2112ffff")) {
        client.send(rig.address(), hex(SIGNATURE + wrong + "c0000201 c6336402 03e8 01bb"));
      }
      client.send(rig.address(), "PROXY TCP4 192.0.2.1 198.51.100.2 1000 443\r\nwho");
      client.send(rig.address(), hex(SIGNATURE));
      rig.awaitDropped(UdpDrop.PROXY_INVALID, 8);
      assertThat(ask(client, rig, behind(LOCAL, "who"))).isEqualTo("a");
    }
  }

  @TransportTest
  void strangersAreNotBelieved(Transport transport) throws Exception {
    try (UdpRig rig = accepting(transport, "192.0.2.0/24")) {
      rig.balance(rig.peer().answering("a"));
      rig.peer().send(rig.address(), behind(FIRST, "who"));
      rig.awaitDropped(UdpDrop.PROXY_UNTRUSTED, 1);
      rig.awaitSessions(0);
    }
  }

  @TransportTest
  void rangesLimitsAndAffinityGoByTheNamedClient(Transport transport) throws Exception {
    TrafficSettings traffic =
        TrafficSettings.DEFAULT
            .with(settings(Accept.V2, "127.0.0.0/8", Send.OFF))
            .with(new SourceRanges(List.of(range("192.0.2.1/32")), List.of()))
            .with(new SessionAffinity.ClientIp(Duration.ofHours(3)));
    UdpSettings twoAClient =
        new UdpSettings(UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED, false, 2);
    try (UdpRig rig = UdpRig.of(transport).eventLoops(1).traffic(traffic).udp(twoAClient)) {
      rig.balance(rig.peer().answering("a"), rig.peer().answering("b"));
      String first = ask(rig.peer(), rig, behind(FIRST, "who"));
      assertThat(ask(rig.peer("127.0.0.2"), rig, behind(FIRST, "who"))).isEqualTo(first);
      rig.peer("127.0.0.3").send(rig.address(), behind(FIRST, "who"));
      rig.awaitDropped(UdpDrop.CLIENT_FULL, 1);
      rig.peer().send(rig.address(), behind(SECOND, "who"));
      rig.awaitDropped(UdpDrop.SOURCE_DENIED, 1);
    }
  }

  /** F88: only the first datagram has had the header, and it is another endpoint's turn. */
  @TransportTest
  void movedSessionIsOnBehalfOfTheSameClient(Transport transport) throws Exception {
    TrafficSettings traffic =
        TrafficSettings.DEFAULT.with(settings(Accept.V2, "127.0.0.0/8", Send.V2));
    try (UdpRig rig = UdpRig.of(transport).traffic(traffic)) {
      UdpPeer a = rig.peer();
      UdpPeer b = rig.peer();
      rig.balance(a);
      UdpPeer client = rig.peer();
      client.send(rig.address(), behind(FIRST, "one"));
      assertThat(a.receive().payload()).isEqualTo(behind(FIRST, "one"));
      rig.apply(b);
      client.send(rig.address(), "two");
      assertThat(b.receive().payload()).isEqualTo(behind(FIRST, "two"));
      client.send(rig.address(), "three");
      assertThat(b.receive().text()).isEqualTo("three");
    }
  }

  @TransportTest
  void endpointIsToldOfTheClientOnceASession(Transport transport) throws Exception {
    try (UdpRig rig = sending(transport, UdpSettings.DEFAULT)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      client.send(rig.address(), "one");
      assertThat(endpoint.receive().payload())
          .isEqualTo(behind(headerOf(client, rig.port()), "one"));
      client.send(rig.address(), "two");
      assertThat(endpoint.receive().text()).isEqualTo("two");
      UdpPeer other = rig.peer();
      other.send(rig.address(), "");
      assertThat(endpoint.receive().payload()).isEqualTo(headerOf(other, rig.port()));
    }
  }

  @TransportTest
  void everyDatagramThatIsBalancedByItselfHasAHeader(Transport transport) throws Exception {
    UdpSettings perDatagram =
        new UdpSettings(UdpSettings.UNCOUNTED, UdpSettings.UNCOUNTED, true, 0);
    try (UdpRig rig = sending(transport, perDatagram)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      for (String text : List.of("one", "two", "three")) {
        client.send(rig.address(), text);
        assertThat(endpoint.receive().payload())
            .isEqualTo(behind(headerOf(client, rig.port()), text));
      }
    }
  }

  @TransportTest
  void firstDatagramThatLeavesNoRoomIsDroppedAndTheNextOneTells(Transport transport)
      throws Exception {
    try (UdpRig rig = sending(transport, UdpSettings.DEFAULT)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      UdpPeer client = rig.peer();
      client.send(rig.address(), new byte[65_507]);
      rig.awaitDropped(UdpDrop.UNSENDABLE, 1);
      client.send(rig.address(), "fits");
      assertThat(endpoint.receive().payload())
          .isEqualTo(behind(headerOf(client, rig.port()), "fits"));
      client.send(rig.address(), new byte[65_507]);
      assertThat(endpoint.receive().payload()).hasSize(65_507);
    }
  }

  /** What arrives in a batch is handed on as a train (UDP_SEGMENT, UDP_GRO), the header in it. */
  @TransportTest
  void chainOfTwoTellsTheEndpointOfTheFirstClient(Transport transport) throws Exception {
    TrafficSettings both =
        TrafficSettings.DEFAULT.with(settings(Accept.V2, "127.0.0.0/8", Send.V2));
    try (UdpRig rig = UdpRig.of(transport).traffic(both)) {
      UdpPeer endpoint = rig.peer();
      rig.balance(endpoint);
      EndpointSpec behindInner = TestEndpoint.spec(endpoint.address());
      Service inner = rig.service("inner", rig.port(), Protocol.UDP, behindInner);
      rig.traffic(TrafficSettings.DEFAULT.with(settings(Accept.OFF, "127.0.0.0/8", Send.V2)));
      int port = Ports.free();
      EndpointSpec behindOuter = TestEndpoint.spec(rig.address());
      Service outer = rig.service("outer", port, Protocol.UDP, behindOuter);
      rig.loadBalancer().apply(rig.configuration(inner, outer));

      InetSocketAddress entrance = new InetSocketAddress(rig.address().getAddress(), port);
      UdpPeer client = rig.peer();
      client.send(entrance, "0");
      assertThat(endpoint.receive().payload()).isEqualTo(behind(headerOf(client, port), "0"));
      for (int i = 1; i <= 100; i++) {
        client.send(entrance, String.valueOf(i));
      }
      for (int i = 1; i <= 100; i++) {
        assertThat(endpoint.receive().text()).isEqualTo(String.valueOf(i));
      }
    }
  }

  private static UdpRig accepting(Transport transport, String trusted) {
    return UdpRig.of(transport)
        .traffic(TrafficSettings.DEFAULT.with(settings(Accept.V2, trusted, Send.OFF)));
  }

  private static UdpRig sending(Transport transport, UdpSettings udp) {
    return UdpRig.of(transport)
        .udp(udp)
        .traffic(TrafficSettings.DEFAULT.with(settings(Accept.OFF, "127.0.0.0/8", Send.V2)));
  }

  private static ProxyProtocol settings(Accept accept, String trusted, Send send) {
    List<IpRange> ranges = List.of(range(trusted));
    return new ProxyProtocol(accept, ranges, Duration.ofSeconds(5), send, true, List.of(), false);
  }

  private static IpRange range(String text) {
    return requireNonNull(IpRange.tryParse(text));
  }

  private static String ask(UdpPeer client, UdpRig rig, byte[] datagram) throws IOException {
    return client.ask(rig.address(), datagram).text();
  }

  /** What an endpoint is told of a client on 127.0.0.1 that sends to that port there. */
  private static byte[] headerOf(UdpPeer client, int port) {
    String ports = "%04x%04x".formatted(client.address().getPort(), port);
    return hex(SIGNATURE + "2112000c 7f000001 7f000001" + ports);
  }

  private static byte[] behind(byte[] header, String payload) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(header);
    all.writeBytes(payload.getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
