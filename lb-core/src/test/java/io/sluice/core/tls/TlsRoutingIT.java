package io.sluice.core.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.ProxyProtocol.Accept;
import io.sluice.config.model.ProxyProtocol.Send;
import io.sluice.config.model.Route;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Hello;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Ports;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Connections go where their ClientHello says; the bytes pass as they are. */
class TlsRoutingIT {
  private static final byte[] UNRECOGNIZED_NAME = {21, 3, 3, 0, 2, 2, 112};
  private static final byte[] DECODE_ERROR = {21, 3, 3, 0, 2, 2, 50};

  private static Route route(String service, List<String> alpn, String... names) {
    ServiceName name = new ServiceName("default", service);
    return new Route(List.of(names), alpn, new ServicePortName(name, "", Protocol.TCP));
  }

  /** A service of the rig's address that routes, and those that its routes lead to. */
  private record Routing(Balancer balancer, TestEndpoint a, TestEndpoint b, TestEndpoint other) {
    static Routing start(Rig rig, Setup setup, Route... routes) throws Exception {
      TestEndpoint unused = rig.endpoint();
      Balancer balancer = rig.balance(unused);
      Routing routing = new Routing(balancer, rig.endpoint(), rig.endpoint(), rig.endpoint());
      TrafficSettings traffic = TrafficSettings.DEFAULT.with(List.of(routes));
      Service web = setup.traffic(traffic).service("web", balancer.address().getPort(), List.of());
      balancer.apply(
          setup.configuration(
              web,
              target(setup, "a", routing.a),
              target(setup, "b", routing.b),
              target(setup, "other", routing.other)));
      return routing;
    }

    private static Service target(Setup setup, String name, TestEndpoint endpoint)
        throws Exception {
      List<EndpointSpec> endpoints = List.of(endpoint.spec());
      return setup.service(name, Ports.free(), endpoints);
    }

    /** Sends a hello, and checks that all of it, and an answer, passes. */
    void check(byte[] hello, TestEndpoint expected) throws Exception {
      Peer client = balancer.connect();
      client.send(hello);
      Peer served = expected.accept();
      assertThat(served.receive(hello.length)).isEqualTo(hello);
      client.pingPong(served);
      client.close();
    }

    /** Sends something, and answers what comes back before the connection ends. */
    void checkRefused(byte[] sent, byte[] answer, Ending ending) throws Exception {
      Peer client = balancer.connect();
      client.send(sent);
      assertThat(client.receive(answer.length)).isEqualTo(answer);
      assertThat(client.ending()).isEqualTo(ending);
    }
  }

  @TransportTest
  void nameAndProtocolsDecide(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      Routing routing =
          Routing.start(
              rig,
              setup,
              route("a", List.of(), "a.example", "*.a.example"),
              route("b", List.of("h2"), "a.example"),
              route("other", List.of(), "*"));
      routing.check(Hello.of("a.example").bytes(), routing.a());
      routing.check(Hello.of("x.Y.a.Example").bytes(), routing.a());
      routing.check(Hello.of("a.example").alpn("http/1.1", "h2").bytes(), routing.b());
      routing.check(Hello.of("b.example").bytes(), routing.other());
      routing.check(Hello.plain().bytes(), routing.other());
      routing.balancer().awaitClosed(CloseReason.ROUTED, 5);
    }
  }

  @TransportTest
  @Tag("C7")
  void helloInPiecesGoesWhereTheWholeGoes(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      Routing routing =
          Routing.start(
              rig, setup, route("a", List.of(), "a.example"), route("other", List.of(), "*"));
      byte[] message = Hello.of("a.example").message();
      for (int recordSize : new int[] {1, 2, 3, 4, 5, 60}) {
        byte[] hello = Hello.records(message, recordSize);
        routing.check(hello, routing.a());
        Peer client = routing.balancer().connect();
        client.sendSlowly(hello, Duration.ofNanos(100_000));
        Peer served = routing.a().accept();
        assertThat(served.receive(hello.length)).isEqualTo(hello);
        client.pingPong(served);
      }
      assertThat(routing.other().acceptedCount()).isZero();
    }
  }

  /** The AUTHORITY TLV (2.2.2 of the PROXY protocol). */
  @TransportTest
  void endpointIsToldTheNameInTheProxyHeader(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    ProxyProtocol version2 =
        new ProxyProtocol(
            Accept.OFF, List.of(), Duration.ofSeconds(5), Send.V2, true, List.of(), false);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TrafficSettings routing = TrafficSettings.DEFAULT.with(List.of(route("a", List.of(), "*")));
      int port = balancer.address().getPort();
      Service web = setup.traffic(routing).service("web", port, List.of());
      Service a =
          setup
              .traffic(TrafficSettings.DEFAULT.with(version2))
              .service("a", Ports.free(), List.of(endpoint.spec()));
      balancer.apply(setup.configuration(web, a));
      byte[] hello = Hello.of("a.example").bytes();
      Peer client = balancer.connect();
      client.send(hello);
      Peer served = endpoint.accept();
      byte[] header = served.receive(16 + 12 + 3 + "a.example".length());
      assertThat(Arrays.copyOfRange(header, 28, 31)).containsExactly(2, 0, "a.example".length());
      assertThat(new String(header, 31, "a.example".length(), StandardCharsets.US_ASCII))
          .isEqualTo("a.example");
      assertThat(served.receive(hello.length)).isEqualTo(hello);
    }
  }

  @TransportTest
  void withoutARouteAClientIsToldSo(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      Routing routing = Routing.start(rig, setup, route("a", List.of("h2"), "a.example"));
      routing.checkRefused(Hello.of("b.example").bytes(), UNRECOGNIZED_NAME, Ending.FIN);
      routing.checkRefused(Hello.of("a.example").bytes(), UNRECOGNIZED_NAME, Ending.FIN);
      routing.checkRefused(Hello.plain().bytes(), UNRECOGNIZED_NAME, Ending.FIN);
      routing.balancer().awaitClosed(CloseReason.NO_ROUTE, 3);
      assertThat(routing.a().acceptedCount()).isZero();
    }
  }

  @TransportTest
  @Tag("C7")
  void whatIsNotUnderstoodNeverGoesToTheDefault(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup)) {
      Routing routing = Routing.start(rig, setup, route("other", List.of(), "*"));
      byte[] longest = {22, 3, 1, 0, 9, 1, (byte) 0xff, (byte) 0xff, (byte) 0xff};
      Hello hello = Hello.of("a.example");
      routing.checkRefused(longest, DECODE_ERROR, Ending.FIN);
      // Most of it is unread when the alert goes out.
      routing.checkRefused(Arrays.copyOf(longest, 300_000), DECODE_ERROR, Ending.FIN);
      routing.checkRefused(hello.serverName("b.example").bytes(), DECODE_ERROR, Ending.FIN);
      routing.checkRefused(Hello.of("a.example.").bytes(), DECODE_ERROR, Ending.FIN);
      routing.checkRefused(Hello.of("192.0.2.1").bytes(), DECODE_ERROR, Ending.FIN);
      routing.checkRefused(
          "GET / HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII), new byte[0], Ending.RESET);
      Peer half = routing.balancer().connect();
      half.send(new byte[] {22, 3, 1});
      half.sendFin();
      assertThat(half.ending()).isEqualTo(Ending.RESET);
      routing.balancer().awaitClosed(CloseReason.CLIENT_HELLO_INVALID, 7);
      assertThat(routing.other().acceptedCount()).isZero();
    }
  }

  @Test
  @Tag("C4")
  @Timeout(30)
  void helloThatStallsOrTricklesIsRefusedInTime() throws Exception {
    Setup setup = Setup.of(Transport.EPOLL);
    try (Rig rig = Rig.of(setup)) {
      Routing routing = Routing.start(rig, setup, route("other", List.of(), "*"));
      byte[] hello = Hello.of("a.example").bytes();
      long start = System.nanoTime();
      List<Peer> stalled = new ArrayList<>();
      for (int sent = 0; sent < hello.length; sent++) {
        Peer client = routing.balancer().connect();
        client.send(Arrays.copyOf(hello, sent));
        stalled.add(client);
      }
      Peer trickling = routing.balancer().connect();
      // One thread: of a writer and a reader only the first one is told of the reset.
      assertThatThrownBy(() -> trickling.sendSlowly(hello, Duration.ofMillis(200)))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("reset");
      for (Peer client : stalled) {
        assertThat(client.ending()).isEqualTo(Ending.RESET);
      }
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
      assertThat(millis).isBetween(4_900L, 15_000L);
      routing.balancer().awaitClosed(CloseReason.CLIENT_HELLO_TIMEOUT, stalled.size() + 1);
    }
  }
}
