package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UnixPath;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Receiving;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.UnixTransportTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;

/** Relays with a unix socket on one side or on both. */
class UnixRelayIT {
  private static final long LARGE = 50L << 20;

  /** Two sockets' buffers, and some for us. */
  private static final long MOST_UNDER_WAY = 12L << 20;

  @TempDir private Path folder;

  /** Which sides are unix sockets. */
  private enum Sides {
    UNIX_TO_UNIX(true, true),
    UNIX_TO_TCP(true, false),
    TCP_TO_UNIX(false, true);

    private final boolean isUnixClient;
    private final boolean isUnixEndpoint;

    Sides(boolean isUnixClient, boolean isUnixEndpoint) {
      this.isUnixClient = isUnixClient;
      this.isUnixEndpoint = isUnixEndpoint;
    }

    Peer connect(Balancer balancer, UnixPath listener) throws IOException {
      return isUnixClient ? balancer.connect(listener) : balancer.connect();
    }
  }

  /** One case: a load balancer between sides of a kind. */
  private interface Case {
    void run(Sides sides, Balancer balancer, TestEndpoint endpoint) throws Exception;
  }

  private void onAllSides(Transport transport, Case test) throws Exception {
    for (Sides sides : Sides.values()) {
      UnixPath at = path(sides + ".endpoint");
      try (Rig rig = Rig.of(Setup.of(transport).sockets(listener()))) {
        TestEndpoint endpoint =
            sides.isUnixEndpoint ? rig.with(TestEndpoint.listeningAt(at)) : rig.endpoint();
        test.run(sides, rig.balance(endpoint), endpoint);
      }
    }
  }

  private UnixPath path(String name) {
    return new UnixPath(folder.resolve(name).toString());
  }

  private UnixPath listener() {
    return path("web.sock");
  }

  @UnixTransportTest
  void largeStreamsPassBothWaysAtOnce(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          Sending upload = client.startSending(TaggedBytes.ofLength(LARGE));
          Sending download = served.startSending(TaggedBytes.ofLength(LARGE));
          Receiving uploaded = served.receiving(upload.bytes());
          Receiving downloaded = client.receiving(download.bytes());
          while (uploaded.count() < LARGE) {
            uploaded.next(1 << 20);
            downloaded.next(1 << 20);
          }
          client.sendFin();
          served.sendFin();
          assertThat(served.ending()).isEqualTo(Ending.FIN);
          assertThat(client.ending()).isEqualTo(Ending.FIN);
          balancer.awaitClosed(CloseReason.FINISHED, 1);
        });
  }

  @UnixTransportTest
  void clientThatHalfClosesGetsTheWholeReply(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          TaggedBytes request = client.send(100);
          client.sendFin();
          assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.FIN);
          Sending reply = served.startSending(TaggedBytes.ofLength(1 << 20));
          client.receive(reply.bytes());
          served.sendFin();
          assertThat(client.ending()).isEqualTo(Ending.FIN);
          balancer.awaitClosed(CloseReason.FINISHED, 1);
        });
  }

  @UnixTransportTest
  void uploadGoesOnAfterTheEndpointHasHalfClosed(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          served.sendFin();
          assertThat(client.ending()).isEqualTo(Ending.FIN);
          Sending upload = client.startSending(TaggedBytes.ofLength(1 << 20));
          served.receive(upload.bytes());
          client.sendFin();
          assertThat(served.ending()).isEqualTo(Ending.FIN);
          balancer.awaitClosed(CloseReason.FINISHED, 1);
        });
  }

  /** A unix socket has no reset of its own: what was cut ends there as if in order. */
  @UnixTransportTest
  void resetOfAClientEndsTheEndpointConnection(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          client.pingPong(served);
          // A unix socket is reset by closing it over bytes that were not read.
          served.send(100);
          balancer.awaitBytesToClients(200);
          client.reset();
          Ending ending = served.ending();
          if (!sides.isUnixEndpoint) {
            assertThat(ending).isEqualTo(Ending.RESET);
          }
          balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
        });
  }

  @UnixTransportTest
  void endpointThatIsGoneEndsTheClientConnection(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          client.pingPong(served);
          client.send(100);
          balancer.awaitBytesFromClients(200);
          served.reset();
          Ending ending = client.ending();
          if (!sides.isUnixClient) {
            assertThat(ending).isEqualTo(Ending.RESET);
          }
          balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
        });
  }

  @UnixTransportTest
  void senderIsSlowedDownByAPeerThatDoesNotRead(Transport transport) throws Exception {
    onAllSides(
        transport,
        (sides, balancer, endpoint) -> {
          Peer client = sides.connect(balancer, listener());
          Peer served = endpoint.accept();
          Sending download = served.startSending(TaggedBytes.ofLength(1L << 30));
          Sending upload = client.startSending(TaggedBytes.ofLength(1L << 30));
          Sending.awaitStalled(List.of(download, upload));
          assertThat(download.sent()).isLessThan(MOST_UNDER_WAY);
          assertThat(upload.sent()).isLessThan(MOST_UNDER_WAY);
          // What was stopped goes on.
          client.receiving(download.bytes()).next(2 * MOST_UNDER_WAY);
          served.receiving(upload.bytes()).next(2 * MOST_UNDER_WAY);
        });
  }

  @UnixTransportTest
  void endpointWithoutASocketOrAListenerIsPassedOver(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      UnixPath abandoned = path("abandoned");
      TestEndpoint.listeningAt(abandoned).close();
      TestEndpoint living = rig.with(TestEndpoint.listeningAt(path("living")));
      Balancer balancer =
          rig.balance(
              TestEndpoint.spec(path("absent")), TestEndpoint.spec(abandoned), living.spec());
      for (int i = 0; i < 3; i++) {
        balancer.connect().pingPong(living.accept());
      }
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isPositive();
      assertThat(balancer.statistics().retries())
          .isEqualTo(balancer.failures(ConnectFailure.REFUSED));
    }
  }

  @UnixTransportTest
  void endpointWhoseQueueIsFullIsPassedOver(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      UnixPath at = path("full");
      rig.with(TestEndpoint.listeningAt(at, 1));
      fillQueue(rig, at);
      TestEndpoint living = rig.with(TestEndpoint.listeningAt(path("living")));
      Balancer balancer = rig.balance(TestEndpoint.spec(at), living.spec());
      for (int i = 0; i < 2; i++) {
        balancer.connect().pingPong(living.accept());
      }
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isEqualTo(1);
    }
  }

  /** As many as may wait: one more than the backlog (unix_recvq_full of the kernel). */
  private static void fillQueue(Rig rig, UnixPath at) throws IOException {
    rig.with(Peer.connectedTo(at));
    rig.with(Peer.connectedTo(at));
  }

  @UnixTransportTest
  void withoutAnyEndpointThatAcceptsTheClientIsRefused(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).sockets(listener()))) {
      Balancer balancer = rig.balance(TestEndpoint.spec(path("absent")));
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      assertThat(balancer.connect(listener()).ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.CONNECT_FAILED, 2);
    }
  }

  @UnixTransportTest
  void proxyHeaderOfAUnixClientNamesNobody(Transport transport) throws Exception {
    assertThat(headerOfUnixClient(transport, ProxyProtocol.Send.V1))
        .isEqualTo("PROXY UNKNOWN\r\n".getBytes(StandardCharsets.US_ASCII));
    byte[] version2 = headerOfUnixClient(transport, ProxyProtocol.Send.V2);
    // PROXY, AF_UNSPEC, nothing behind it.
    assertThat(Arrays.copyOfRange(version2, 12, 16)).containsExactly(0x21, 0, 0, 0);
  }

  private byte[] headerOfUnixClient(Transport transport, ProxyProtocol.Send version)
      throws Exception {
    Setup setup = Setup.of(transport).sockets(listener()).traffic(sending(version));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.with(TestEndpoint.listeningAt(path("to" + version)));
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(listener());
      Peer served = endpoint.accept();
      byte[] header = served.receive(version == ProxyProtocol.Send.V1 ? 15 : 16);
      client.pingPong(served);
      return header;
    }
  }

  private static TrafficSettings sending(ProxyProtocol.Send version) {
    ProxyProtocol off = ProxyProtocol.OFF;
    return TrafficSettings.DEFAULT.with(
        new ProxyProtocol(
            off.accept(), List.of(), off.headerTimeout(), version, true, List.of(), false));
  }

  @UnixTransportTest
  void proxyHeaderOfATcpClientReachesAUnixEndpoint(Transport transport) throws Exception {
    Setup setup = Setup.of(transport).traffic(sending(ProxyProtocol.Send.V1));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.with(TestEndpoint.listeningAt(path("web")));
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      String line =
          "PROXY TCP4 127.0.0.1 127.0.0.1 %d %d\r\n"
              .formatted(client.localPort(), balancer.address().getPort());
      assertThat(served.receive(line.length())).asString().isEqualTo(line);
      client.pingPong(served);
    }
  }

  @UnixTransportTest
  void connectionsTakeTurnsBetweenUnixAndTcpEndpoints(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint unix = rig.with(TestEndpoint.listeningAt(path("one")));
      TestEndpoint tcp = rig.endpoint();
      Balancer balancer = rig.balance(unix, tcp);
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(balancer.connect());
      }
      balancer.awaitJoined(clients.size());
      assertThat(balancer.statistics().endpoints())
          .hasSize(2)
          .allMatch(endpoint -> endpoint.connectionsTotal() == 2);
    }
  }
}
