package io.sluice.core;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TestLimits;
import io.sluice.core.rig.TransportTest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Clients that are not let in: reset, counted by reason, and no endpoint hears of them. */
class AdmissionIT {
  @TransportTest
  @Tag("C10")
  void deniedClientIsRefusedAndAllowedOneIsServed(Transport transport) throws Exception {
    IpRange loopback = requireNonNull(IpRange.tryParse("127.0.0.0/8"));
    IpRange elsewhere = requireNonNull(IpRange.tryParse("192.0.2.0/24"));
    Setup denying = with(transport, new SourceRanges(List.of(), List.of(loopback)));
    Setup allowing = with(transport, new SourceRanges(List.of(loopback), List.of(elsewhere)));
    Setup allowingOthers = with(transport, new SourceRanges(List.of(elsewhere), List.of()));
    try (Rig rig = Rig.of(denying)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.apply(configuration(allowingOthers, balancer, endpoint));
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.SOURCE_DENIED, 2);
      balancer.apply(configuration(allowing, balancer, endpoint));
      balancer.connect().pingPong(endpoint.accept());
      assertThat(joined(balancer)).isEqualTo(1);
    }
  }

  @TransportTest
  @Tag("C10")
  void rangesAreForWhomTheProxyHeaderNames(Transport transport) throws Exception {
    IpRange loopback = requireNonNull(IpRange.tryParse("127.0.0.0/8"));
    IpRange elsewhere = requireNonNull(IpRange.tryParse("192.0.2.0/24"));
    ProxyProtocol accepting =
        new ProxyProtocol(
            ProxyProtocol.Accept.V1,
            List.of(loopback),
            Duration.ofSeconds(5),
            ProxyProtocol.Send.OFF,
            false,
            List.of(),
            false);
    Setup setup = with(transport, new SourceRanges(List.of(elsewhere), List.of()));
    try (Rig rig = Rig.of(setup.traffic(setup.traffic().with(accepting)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer allowed = balancer.connect();
      allowed.send("PROXY TCP4 192.0.2.1 198.51.100.2 1000 443\r\n".getBytes(US_ASCII));
      allowed.pingPong(endpoint.accept());
      Peer denied = balancer.connect();
      denied.send("PROXY TCP4 127.0.0.1 198.51.100.2 1000 443\r\n".getBytes(US_ASCII));
      assertThat(denied.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.SOURCE_DENIED, 1);
    }
  }

  @TransportTest
  void fullServiceRefusesUntilAConnectionEnds(Transport transport) throws Exception {
    assertFull(transport, TestLimits.connections(3, 0), CloseReason.SERVICE_FULL);
  }

  @TransportTest
  void fullClientIsRefusedUntilOneOfItsConnectionsEnds(Transport transport) throws Exception {
    assertFull(transport, TestLimits.connections(0, 3), CloseReason.CLIENT_FULL);
  }

  @TransportTest
  void connectionsBeyondTheServicesRateAreRefused(Transport transport) throws Exception {
    assertSlowed(transport, TestLimits.rates(1, 0), CloseReason.SERVICE_RATE);
  }

  @TransportTest
  void connectionsBeyondTheClientsRateAreRefused(Transport transport) throws Exception {
    assertSlowed(transport, TestLimits.rates(0, 1), CloseReason.CLIENT_RATE);
  }

  private static void assertFull(Transport transport, TrafficLimits limits, CloseReason reason)
      throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(limits)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer first = balancer.connect();
      first.pingPong(endpoint.accept());
      for (int i = 0; i < 2; i++) {
        balancer.connect().pingPong(endpoint.accept());
      }
      for (int i = 0; i < 5; i++) {
        assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      }
      balancer.awaitClosed(reason, 5);
      assertThat(joined(balancer)).as("connections to the endpoint").isEqualTo(3);
      first.reset();
      balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
      balancer.connect().pingPong(endpoint.accept());
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
    }
  }

  private static void assertSlowed(Transport transport, TrafficLimits limits, CloseReason reason)
      throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(limits)))) {
      TestEndpoint endpoint = rig.endpoint().serving(Peer::ending);
      Balancer balancer = rig.balance(endpoint);
      long start = System.nanoTime();
      int attempts = 0;
      while (balancer.closed(reason) < 3) {
        balancer.endingOfEndedConnection();
        attempts++;
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      assertThat(joined(balancer)).isBetween(1L, 1 + (long) Math.ceil(seconds));
      assertThat(balancer.statistics().connectionsTotal()).isEqualTo(attempts);
    }
  }

  private static Setup with(Transport transport, SourceRanges ranges) {
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(ranges));
  }

  private static Configuration configuration(
      Setup setup, Balancer balancer, TestEndpoint endpoint) {
    return setup.configuration(
        setup.service("web", balancer.address().getPort(), List.of(endpoint.spec())));
  }

  private static long joined(Balancer balancer) {
    return balancer.statistics().endpoints().getFirst().connectionsTotal();
  }
}
