package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Settings;
import io.sluice.config.model.TrafficDistribution;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.RefusedPort;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.util.List;

/** Priorities and nearness decide who serves, as endpoints come and go. */
class PlacementIT {
  @TransportTest
  void secondTierServesOnceTheFirstIsGoneAndUntilItIsBack(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint first = RoundRobinIT.greeting(rig);
      TestEndpoint second = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(tier(first, 0), tier(second, 1));
      RoundRobinIT.visit(balancer, 10);
      assertThat(first.acceptedCount()).isEqualTo(10);
      balancer.apply(unready(first), tier(second, 1));
      RoundRobinIT.visit(balancer, 10);
      assertThat(second.acceptedCount()).isEqualTo(10);
      balancer.apply(tier(first, 0), tier(second, 1));
      RoundRobinIT.visit(balancer, 10);
      assertThat(first.acceptedCount()).isEqualTo(20);
      assertThat(second.acceptedCount()).isEqualTo(10);
    }
  }

  @TransportTest
  void halfATierKeepsSeventyPercent(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      TestEndpoint gone = RoundRobinIT.greeting(rig);
      TestEndpoint left = RoundRobinIT.greeting(rig);
      TestEndpoint standby = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(unready(gone), tier(left, 0), tier(standby, 1));
      RoundRobinIT.visit(balancer, 100);
      assertThat(gone.acceptedCount()).isZero();
      assertThat(left.acceptedCount()).isBetween(68, 72);
      assertThat(standby.acceptedCount()).isEqualTo(100 - left.acceptedCount());
    }
  }

  /** What cannot be connected to in the first tier is served by the second. */
  @TransportTest
  void retriesGoOnInTheNextTier(Transport transport) throws Exception {
    try (Rig rig = Rig.of(transport)) {
      RefusedPort dead = rig.with(new RefusedPort());
      TestEndpoint standby = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(TestEndpoint.spec(dead.address()), tier(standby, 1));
      RoundRobinIT.visit(balancer, 5);
      assertThat(standby.acceptedCount()).isEqualTo(5);
    }
  }

  @TransportTest
  void sameZoneServesWhileItHasAnEndpoint(Transport transport) throws Exception {
    Setup setup =
        Setup.of(transport)
            .traffic(preferring(TrafficDistribution.PREFER_SAME_ZONE, TrafficSettings.DEFAULT));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint near = RoundRobinIT.greeting(rig);
      TestEndpoint far = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(inZone(near, "a"), inZone(far, "b"));
      RoundRobinIT.visit(balancer, 10);
      // Nobody has said where this instance runs.
      assertThat(near.acceptedCount()).isEqualTo(5);
      applyIn("a", setup, balancer, inZone(near, "a"), inZone(far, "b"));
      RoundRobinIT.visit(balancer, 10);
      assertThat(near.acceptedCount()).isEqualTo(15);
      applyIn("a", setup, balancer, unready(near), inZone(far, "b"));
      RoundRobinIT.visit(balancer, 10);
      assertThat(far.acceptedCount()).isEqualTo(15);
    }
  }

  private static void applyIn(
      String zone, Setup setup, Balancer balancer, EndpointSpec near, EndpointSpec far)
      throws ApplyException {
    balancer.apply(
        setup.configuration(
            new Settings.Place("", zone),
            setup.service("web", balancer.address().getPort(), List.of(near, far))));
  }

  private static EndpointSpec tier(TestEndpoint endpoint, int priority) {
    EndpointSpec spec = endpoint.spec();
    return new EndpointSpec(spec.address(), 1, null, null, priority, Conditions.READY);
  }

  private static EndpointSpec inZone(TestEndpoint endpoint, String zone) {
    EndpointSpec spec = endpoint.spec();
    return new EndpointSpec(spec.address(), 1, zone, null, 0, Conditions.READY);
  }

  private static EndpointSpec unready(TestEndpoint endpoint) {
    return endpoint.unreadySpec();
  }

  private static TrafficSettings preferring(
      TrafficDistribution distribution, TrafficSettings settings) {
    return new TrafficSettings(
        settings.balancing(),
        settings.hashKey(),
        distribution,
        settings.sessionAffinity(),
        settings.sourceRanges(),
        settings.limits(),
        settings.proxyProtocol(),
        settings.udp(),
        settings.sockets(),
        settings.tls(),
        settings.routes());
  }
}
