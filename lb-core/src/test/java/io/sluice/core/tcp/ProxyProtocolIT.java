package io.sluice.core.tcp;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.config.model.ProxyProtocol.Send;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** PROXY headers on both sides of a relay. */
class ProxyProtocolIT {
  private static final Duration TIMEOUT = Duration.ofMillis(600);
  private static final Duration LONG = Duration.ofSeconds(30);

  private static final String LINE = "PROXY TCP4 192.0.2.1 198.51.100.2 1000 443\r\n";

  /** The same as the line, and LOCAL, in version 2. */
  private static final byte[] BINARY =
      hex("0d0a0d0a000d0a515549540a 2111 000c c0000201 c6336402 03e8 01bb");

  private static final byte[] LOCAL = hex("0d0a0d0a000d0a515549540a 2000 0000");

  @TransportTest
  @Tag("F102")
  void payloadBehindTheHeaderReachesTheEndpoint(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (byte[] header : new byte[][] {ascii(LINE), BINARY, LOCAL, ascii("PROXY UNKNOWN\r\n")}) {
        Peer client = balancer.connect();
        client.send(concat(header, ascii("hello")));
        Peer served = endpoint.accept();
        assertThat(served.receive(5)).isEqualTo(ascii("hello"));
        client.pingPong(served);
      }
    }
  }

  @TransportTest
  @Tag("F102")
  void headerCutAnywhereGivesTheSame(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      byte[] all = concat(BINARY, ascii("hello"));
      long received = 0;
      for (int cut = 1; cut < all.length; cut++) {
        Peer client = balancer.connect();
        client.send(Arrays.copyOf(all, cut));
        balancer.awaitBytesFromClients(received + cut);
        client.send(Arrays.copyOfRange(all, cut, all.length));
        received += all.length;
        Peer served = endpoint.accept();
        assertThat(served.receive(5)).isEqualTo(ascii("hello"));
        client.close();
        served.close();
      }
    }
  }

  @TransportTest
  @Tag("F101")
  void secondHeaderIsPayload(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(concat(BINARY, ascii(LINE)));
      assertThat(endpoint.accept().receive(LINE.length())).isEqualTo(ascii(LINE));
    }
  }

  @TransportTest
  @Tag("F101")
  @Tag("C10")
  void untrustedClientIsRefusedWithAHeaderAndWithout(Transport transport) throws Exception {
    try (Rig rig = Rig.of(with(transport, settings(Accept.ANY, "192.0.2.0/24", LONG, Send.OFF)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.PROXY_UNTRUSTED, 2);
      assertThat(endpoint.acceptedCount()).isZero();
    }
  }

  @TransportTest
  @Tag("F99")
  @Tag("F100")
  @Tag("F101")
  void whatIsNoHeaderIsRefused(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.V2, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      byte[][] inputs = {
        ascii("GET / HTTP/1.1\r\n\r\n"),
        ascii(LINE),
        hex("0d0a0d0a000d0a515549540a 3111 000c"),
        hex("0d0a0d0a000d0a515549540a 2211"),
        hex("0d0a0d0a000d0a515549540a 2113"),
        hex("0d0a0d0a000d0a515549540a 2111 000b"),
        hex("0d0a0d0a000d0a515549540a 2111 ffff"),
        hex("0d0a0d0a000d0a515549540a 2111 000d c0000201 c6336402 03e8 01bb 02"),
        hex("0d0a0d0a000d0a515549540a 2111 0013 c0000201 c6336402 03e8 01bb 030004 00000000"),
      };
      for (int i = 0; i < inputs.length; i++) {
        Peer client = balancer.connect();
        client.send(inputs[i]);
        assertThat(client.ending()).isEqualTo(Ending.RESET);
        balancer.awaitClosed(CloseReason.PROXY_INVALID, i + 1);
      }
      assertThat(endpoint.acceptedCount()).isZero();
    }
  }

  @TransportTest
  @Tag("F99")
  void endlessLineIsRefusedAfterTheLongestOne(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      Balancer balancer = rig.balance(rig.endpoint());
      Peer client = balancer.connect();
      client.send(ascii("PROXY UNKNOWN " + "x".repeat(93)));
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.PROXY_INVALID, 1);
      assertThat(balancer.statistics().bytesFromClients()).isEqualTo(107);
    }
  }

  @TransportTest
  @Tag("F98")
  @Tag("C4")
  void headerThatStallsAnywhereIsRefusedInTime(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, TIMEOUT))) {
      Balancer balancer = rig.balance(rig.endpoint());
      // Each sends a byte more than the one before it, then nothing.
      long start = System.nanoTime();
      for (int known = 0; known < BINARY.length; known++) {
        balancer.connect().send(Arrays.copyOf(BINARY, known));
      }
      balancer.awaitClosed(CloseReason.PROXY_TIMEOUT, BINARY.length);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(TIMEOUT, TIMEOUT.plusSeconds(8));
    }
  }

  @TransportTest
  @Tag("F98")
  void byteForByteTheDeadlineStands(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, TIMEOUT))) {
      Balancer balancer = rig.balance(rig.endpoint());
      long start = System.nanoTime();
      Peer client = balancer.connect();
      try {
        client.sendSlowly(ascii(LINE), TIMEOUT.dividedBy(5));
      } catch (IOException e) {
        // It was reset between two bytes.
      }
      balancer.awaitClosed(CloseReason.PROXY_TIMEOUT, 1);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(TIMEOUT);
      assertThat(balancer.statistics().bytesFromClients()).isBetween(1L, LINE.length() - 1L);
    }
  }

  @TransportTest
  @Tag("F98")
  void truncatedHeaderIsRefusedAtItsEnd(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      Balancer balancer = rig.balance(rig.endpoint());
      Peer client = balancer.connect();
      client.send(Arrays.copyOf(BINARY, BINARY.length - 1));
      client.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.PROXY_INVALID, 1);
      balancer.connect().sendFin();
      balancer.awaitClosed(CloseReason.CLIENT_LEFT, 1);
    }
  }

  @TransportTest
  void halfClosedClientIsServedBehindItsHeader(Transport transport) throws Exception {
    try (Rig rig = Rig.of(accepting(transport, Accept.ANY, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(concat(BINARY, ascii("ask")));
      client.sendFin();
      Peer served = endpoint.accept();
      assertThat(served.receive(3)).isEqualTo(ascii("ask"));
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      TaggedBytes reply = served.send(1000);
      served.close();
      client.receive(reply);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @TransportTest
  void endpointIsToldThePeerAtOnce(Transport transport) throws Exception {
    try (Rig rig = Rig.of(sending(transport, Accept.OFF, Send.V1))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      // Nothing was sent by the client yet.
      String line = lineOf(client.localAddress(), balancer.address());
      assertThat(new String(served.receive(line.length()), US_ASCII)).isEqualTo(line);
      client.pingPong(served);
    }
  }

  @TransportTest
  void endpointIsToldWhomTheReceivedHeaderNames(Transport transport) throws Exception {
    try (Rig rig = Rig.of(sending(transport, Accept.ANY, Send.V2))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(concat(ascii(LINE), ascii("hello")));
      assertThat(endpoint.accept().receive(BINARY.length + 5))
          .isEqualTo(concat(BINARY, ascii("hello")));
    }
  }

  @TransportTest
  @Tag("F103")
  void localStaysLocal(Transport transport) throws Exception {
    try (Rig rig = Rig.of(sending(transport, Accept.V2, Send.V2))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(LOCAL);
      Peer served = endpoint.accept();
      assertThat(served.receive(LOCAL.length)).isEqualTo(LOCAL);
      client.pingPong(served);
    }
  }

  @TransportTest
  @Tag("F103")
  void unknownClientIsToldAsThePeer(Transport transport) throws Exception {
    try (Rig rig = Rig.of(sending(transport, Accept.V1, Send.V1))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      client.send(ascii("PROXY UNKNOWN\r\n"));
      Peer served = endpoint.accept();
      String line = lineOf(client.localAddress(), balancer.address());
      assertThat(new String(served.receive(line.length()), US_ASCII)).isEqualTo(line);
      client.pingPong(served);
    }
  }

  @TransportTest
  @Tag("C10")
  void effectiveAddressChoosesTheEndpoint(Transport transport) throws Exception {
    TrafficSettings byClient =
        TrafficSettings.DEFAULT
            .with(new BalancingPolicy.Maglev(1_009, BalancingPolicy.Maglev.UNBOUNDED))
            .with(settings(Accept.V1, "127.0.0.0/8", LONG, Send.OFF));
    try (Rig rig = Rig.of(Setup.of(transport).traffic(byClient))) {
      TestEndpoint first = rig.endpoint().serving(connection -> connection.send(ascii("1")));
      TestEndpoint second = rig.endpoint().serving(connection -> connection.send(ascii("2")));
      Balancer balancer = rig.balance(first, second);
      for (int client = 1; client <= 20; client++) {
        String line = "PROXY TCP4 192.0.2." + client + " 198.51.100.2 1000 443\r\n";
        assertThat(endpointOf(balancer, line)).isEqualTo(endpointOf(balancer, line));
      }
      assertThat(first.acceptedCount()).isBetween(1, 39);
      assertThat(second.acceptedCount()).isBetween(1, 39);
    }
  }

  private static byte[] endpointOf(Balancer balancer, String line) throws IOException {
    try (Peer client = balancer.connect()) {
      client.send(ascii(line));
      return client.receive(1);
    }
  }

  private static String lineOf(InetSocketAddress source, InetSocketAddress destination) {
    return "PROXY TCP4 %s %s %d %d\r\n"
        .formatted(
            source.getAddress().getHostAddress(),
            destination.getAddress().getHostAddress(),
            source.getPort(),
            destination.getPort());
  }

  private static Setup accepting(Transport transport, Accept accept, Duration timeout) {
    return with(transport, settings(accept, "127.0.0.0/8", timeout, Send.OFF));
  }

  private static Setup sending(Transport transport, Accept accept, Send send) {
    return with(transport, settings(accept, "127.0.0.0/8", LONG, send));
  }

  private static Setup with(Transport transport, ProxyProtocol settings) {
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(settings));
  }

  private static ProxyProtocol settings(
      Accept accept, String trusted, Duration headerTimeout, Send send) {
    List<IpRange> ranges = List.of(requireNonNull(IpRange.tryParse(trusted)));
    return new ProxyProtocol(accept, ranges, headerTimeout, send, true, List.of(), false);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] both = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, both, first.length, second.length);
    return both;
  }

  private static byte[] ascii(String text) {
    return text.getBytes(US_ASCII);
  }

  private static byte[] hex(String digits) {
    return HexFormat.of().parseHex(digits.replace(" ", ""));
  }
}
