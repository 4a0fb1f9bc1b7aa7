package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.metrics.ConnectFailure;
import io.sluice.core.metrics.EndpointStatistics;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.RefusedPort;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import io.sluice.core.rig.UnresponsiveEndpoint;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;

/** Each balancing policy, from the client to the endpoint. */
class PolicyIT {
  private static final BalancingPolicy MAGLEV =
      new BalancingPolicy.Maglev(
          BalancingPolicy.Maglev.DEFAULT_TABLE_SIZE, BalancingPolicy.Maglev.UNBOUNDED);

  @TransportTest
  void randomSpreadsConnections(Transport transport) throws Exception {
    try (Rig rig = rig(transport, new BalancingPolicy.Random())) {
      TestEndpoint a = RoundRobinIT.greeting(rig);
      TestEndpoint b = RoundRobinIT.greeting(rig);
      TestEndpoint c = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(a, b, c);
      RoundRobinIT.visit(balancer, 300);
      // Five standard deviations of 8 around 100.
      assertThat(a.acceptedCount()).isBetween(60, 140);
      assertThat(b.acceptedCount()).isBetween(60, 140);
      assertThat(c.acceptedCount()).isBetween(60, 140);
    }
  }

  @TransportTest
  @Tag("F71")
  void maglevLeadsAClientToTheSameEndpointOnEveryInstance(Transport transport) throws Exception {
    try (Rig rig = rig(transport, MAGLEV);
        Rig other = rig(transport, MAGLEV)) {
      TestEndpoint a = naming(rig, 'a');
      TestEndpoint b = naming(rig, 'b');
      TestEndpoint c = naming(rig, 'c');
      Map<String, Character> first = endpointsOfClients(rig.balance(a, b, c));
      assertThat(first.values()).contains('a', 'b', 'c');
      assertThat(endpointsOfClients(other.balance(c, a, b))).isEqualTo(first);
    }
  }

  @TransportTest
  @Tag("F71")
  void maglevMovesOnlyTheClientsOfAnEndpointThatLeaves(Transport transport) throws Exception {
    try (Rig rig = rig(transport, MAGLEV)) {
      TestEndpoint a = naming(rig, 'a');
      TestEndpoint b = naming(rig, 'b');
      TestEndpoint c = naming(rig, 'c');
      Balancer balancer = rig.balance(a, b, c);
      Map<String, Character> before = endpointsOfClients(balancer);
      balancer.apply(a.spec(), c.spec());
      Map<String, Character> after = endpointsOfClients(balancer);
      assertThat(after.values()).doesNotContain('b');
      long moved =
          before.entrySet().stream()
              .filter(client -> client.getValue() != 'b')
              .filter(client -> !client.getValue().equals(after.get(client.getKey())))
              .count();
      // Of three endpoints' slots one in a thousand moves without need.
      assertThat(moved).isLessThanOrEqualTo(3);
    }
  }

  @TransportTest
  void leastConnectionsFillsUpTheLessLoaded(Transport transport) throws Exception {
    try (Rig rig = rig(transport, new BalancingPolicy.LeastConnections())) {
      TestEndpoint loaded = naming(rig, 'a');
      TestEndpoint b = naming(rig, 'b');
      TestEndpoint c = naming(rig, 'c');
      Balancer balancer = rig.balance(loaded);
      List<Peer> held = new ArrayList<>();
      for (int i = 0; i < 5; i++) {
        assertThat(nameFrom(balancer.connect(), held)).isEqualTo('a');
      }
      balancer.apply(loaded.spec(), b.spec(), c.spec());
      for (int i = 0; i < 10; i++) {
        assertThat(nameFrom(balancer.connect(), new ArrayList<>())).isNotEqualTo('a');
      }
      assertThat(b.acceptedCount()).isEqualTo(5);
      assertThat(c.acceptedCount()).isEqualTo(5);
      for (Peer client : held) {
        client.sendFin();
        client.ending();
      }
      // A place is free once the connection to the endpoint is closed, a little later.
      await()
          .atMost(Peer.PATIENCE)
          .until(() -> nameFrom(balancer.connect(), new ArrayList<>()) == 'a');
    }
  }

  @TransportTest
  void peakEwmaAvoidsAnEndpointThatDidNotAnswer(Transport transport) throws Exception {
    Setup setup =
        Setup.of(transport)
            .connectTimeout(Duration.ofMillis(300))
            .traffic(
                TrafficSettings.DEFAULT.with(new BalancingPolicy.PeakEwma(Duration.ofHours(1))));
    try (Rig rig = Rig.of(setup)) {
      EndpointSpec silent = TestEndpoint.spec(rig.with(new UnresponsiveEndpoint()).address());
      TestEndpoint endpoint = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(silent);
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.apply(silent, endpoint.spec());
      RoundRobinIT.visit(balancer, 20);
      assertThat(endpoint.acceptedCount()).isEqualTo(20);
      assertThat(balancer.failures(ConnectFailure.TIMEOUT)).isEqualTo(1);
    }
  }

  /** To refuse is fast; a policy that went by that would send everybody to the dead endpoint. */
  @TransportTest
  void peakEwmaDoesNotRunToAnEndpointThatRefuses(Transport transport) throws Exception {
    try (Rig rig = rig(transport, new BalancingPolicy.PeakEwma(Duration.ofHours(1)))) {
      RefusedPort refused = rig.with(new RefusedPort());
      TestEndpoint endpoint = RoundRobinIT.greeting(rig);
      Balancer balancer = rig.balance(TestEndpoint.spec(refused.address()), endpoint.spec());
      RoundRobinIT.visit(balancer, 50);
      assertThat(endpoint.acceptedCount()).isEqualTo(50);
      assertThat(balancer.failures(ConnectFailure.REFUSED)).isLessThanOrEqualTo(1);
    }
  }

  @TransportTest
  @Tag("F70")
  void weightZeroGetsNothingNewAndKeepsWhatItHas(Transport transport) throws Exception {
    for (BalancingPolicy policy :
        List.of(
            new BalancingPolicy.RoundRobin(),
            new BalancingPolicy.LeastConnections(),
            new BalancingPolicy.Random(),
            MAGLEV,
            new BalancingPolicy.PeakEwma(BalancingPolicy.PeakEwma.DEFAULT_DECAY))) {
      try (Rig rig = rig(transport, policy)) {
        TestEndpoint draining = rig.endpoint();
        TestEndpoint other = naming(rig, 'o');
        Balancer balancer = rig.balance(draining);
        Peer client = balancer.connect();
        Peer accepted = draining.accept();
        balancer.apply(draining.spec(0), other.spec());
        for (int i = 0; i < 10; i++) {
          assertThat(nameFrom(balancer.connect(), new ArrayList<>())).isEqualTo('o');
        }
        client.pingPong(accepted);
        assertThat(activeConnections(balancer)).containsExactlyInAnyOrder(1L, 10L);
      }
    }
  }

  private static List<Long> activeConnections(Balancer balancer) {
    return balancer.statistics().endpoints().stream()
        .map(EndpointStatistics::connectionsActive)
        .collect(Collectors.toList());
  }

  /** Which endpoint each of forty clients gets; each asks twice. */
  private static Map<String, Character> endpointsOfClients(Balancer balancer) throws IOException {
    Map<String, Character> names = new TreeMap<>();
    for (int i = 0; i < 80; i++) {
      String client = "127.0.7." + (1 + i % 40);
      try (Peer peer = balancer.connectFrom(client)) {
        char name = (char) peer.receive(1)[0];
        assertThat(names.getOrDefault(client, name)).isEqualTo(name);
        names.put(client, name);
      }
    }
    return names;
  }

  private static char nameFrom(Peer client, List<Peer> keep) throws IOException {
    keep.add(client);
    return (char) client.receive(1)[0];
  }

  /** An endpoint that tells its name to everybody. */
  private static TestEndpoint naming(Rig rig, char name) throws IOException {
    return rig.endpoint()
        .serving(
            connection -> {
              connection.send(new byte[] {(byte) name});
              connection.ending();
            });
  }

  private static Rig rig(Transport transport, BalancingPolicy policy) {
    return Rig.of(Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(policy)));
  }
}
