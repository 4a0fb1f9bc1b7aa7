package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.Configuration;
import io.sluice.config.model.EndpointSpec;
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
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;

/** Endpoints that may have so many connections at once: then the next one, the queue, the reset. */
@Tag("F73")
class EndpointLimitIT {
  private static final Duration LONG = Duration.ofSeconds(30);
  private static final int THREADS = 8;

  @TransportTest
  void fullEndpointIsPassedOverAndWhereAllAreFullTheClientIsRefused(Transport transport)
      throws Exception {
    try (Rig rig = Rig.of(setup(transport, 2, 0, LONG))) {
      TestEndpoint one = rig.endpoint();
      TestEndpoint other = rig.endpoint();
      Balancer balancer = rig.balance(one, other);
      Peer first = balancer.connect();
      first.pingPong(one.accept());
      balancer.connect().pingPong(other.accept());
      balancer.connect().pingPong(one.accept());
      balancer.connect().pingPong(other.accept());
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINTS_FULL, 1);
      first.reset();
      balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
      balancer.awaitPlacesTaken(3);
      balancer.connect().pingPong(one.accept());
    }
  }

  @TransportTest
  void endpointThatLeavesAndReturnsIsAsFullAsItWas(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, 1, 0, LONG))) {
      TestEndpoint one = rig.endpoint();
      TestEndpoint other = rig.endpoint();
      Balancer balancer = rig.balance(one);
      Peer first = balancer.connect();
      first.pingPong(one.accept());
      balancer.apply(other.spec());
      balancer.apply(one.spec());
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      first.reset();
      balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
      balancer.awaitPlacesTaken(0);
      balancer.connect().pingPong(one.accept());
    }
  }

  @TransportTest
  @Tag("C13")
  void noEndpointEverHasOneConnectionTooMany(Transport transport) throws Exception {
    int max = 3;
    AtomicInteger most = new AtomicInteger();
    AtomicInteger served = new AtomicInteger();
    try (Rig rig = Rig.of(setup(transport, max, THREADS, LONG))) {
      Balancer balancer = rig.balance(counting(rig, most, served), counting(rig, most, served));
      List<Future<?>> hammering = new ArrayList<>();
      try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
        for (int thread = 0; thread < THREADS; thread++) {
          hammering.add(
              threads.submit(
                  () -> {
                    for (int i = 0; i < 25; i++) {
                      assertThat(balancer.endingOfEndedConnection()).isEqualTo(Ending.FIN);
                    }
                    return true;
                  }));
        }
        for (Future<?> each : hammering) {
          each.get();
        }
      }
      assertThat(most.get()).isBetween(2, max);
      assertThat(served.get()).isEqualTo(25 * THREADS);
      assertThat(balancer.statistics().clientsQueued()).isZero();
    }
  }

  /** Ends each connection itself, and counts it as ended before: nobody can have its place yet. */
  private static TestEndpoint counting(Rig rig, AtomicInteger most, AtomicInteger served)
      throws Exception {
    AtomicInteger now = new AtomicInteger();
    return rig.endpoint()
        .serving(
            connection -> {
              int inside = now.incrementAndGet();
              most.accumulateAndGet(inside, Math::max);
              served.incrementAndGet();
              connection.ending();
              now.decrementAndGet();
            });
  }

  @TransportTest
  void clientsInTheQueueAreServedInTheirOrder(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, 1, 3, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      List<Peer> clients = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        clients.add(balancer.connect());
        awaitQueued(balancer, i);
      }
      assertThat(balancer.endingOfNewConnection()).as("full queue").isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINTS_FULL, 1);
      for (Peer client : clients) {
        Peer served = endpoint.accept();
        client.pingPong(served);
        served.reset();
        assertThat(client.ending()).isEqualTo(Ending.RESET);
      }
      assertThat(balancer.statistics().clientsQueued()).isZero();
    }
  }

  @TransportTest
  void clientThatWaitsTooLongIsRefused(Transport transport) throws Exception {
    Duration timeout = Duration.ofMillis(300);
    try (Rig rig = Rig.of(setup(transport, 1, 5, timeout))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer first = balancer.connect();
      Peer served = endpoint.accept();
      long start = System.nanoTime();
      assertThat(balancer.endingOfNewConnection()).isEqualTo(Ending.RESET);
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(timeout);
      balancer.awaitClosed(CloseReason.QUEUE_TIMEOUT, 1);
      first.pingPong(served);
      awaitQueued(balancer, 0);
    }
  }

  @TransportTest
  void clientThatResetsLeavesTheQueue(Transport transport) throws Exception {
    // Nio learns of a reset only when it reads or writes: the time limit has to do there.
    Duration timeout = transport == Transport.NIO ? Duration.ofSeconds(3) : LONG;
    try (Rig rig = Rig.of(setup(transport, 1, 1, timeout))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer first = balancer.connect();
      Peer served = endpoint.accept();
      Peer leaving = balancer.connect();
      awaitQueued(balancer, 1);
      leaving.reset();
      awaitQueued(balancer, 0);
      first.pingPong(served);
      assertThat(balancer.statistics().endpoints().getFirst().connectionsTotal()).isEqualTo(1);
    }
  }

  @TransportTest
  void whatAQueuedClientSendsReachesItsEndpoint(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, 1, 1, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer first = balancer.connect();
      endpoint.accept();
      Peer waiting = balancer.connect();
      awaitQueued(balancer, 1);
      var request = waiting.send(1000);
      waiting.sendFin();
      first.reset();
      Peer served = endpoint.accept();
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.FIN);
      waiting.receive(served.send(500));
    }
  }

  @TransportTest
  void reloadThatAddsPlacesLetsTheQueueIn(Transport transport) throws Exception {
    Setup setup = setup(transport, 1, 4, LONG);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint one = rig.endpoint();
      TestEndpoint other = rig.endpoint();
      Balancer balancer = rig.balance(one);
      for (int i = 0; i < 4; i++) {
        balancer.connect();
        awaitQueued(balancer, i);
      }
      one.accept();
      balancer.apply(one.spec(), other.spec());
      other.accept();
      awaitQueued(balancer, 2);
      Setup raised = setup(transport, 2, 4, LONG);
      balancer.apply(configuration(raised, balancer, one.spec(), other.spec()));
      one.accept();
      other.accept();
      awaitQueued(balancer, 0);
    }
  }

  @TransportTest
  void queueOfAServiceThatLosesItsEndpointsIsRefused(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, 1, 4, LONG))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      balancer.connect().pingPong(endpoint.accept());
      Peer waiting = balancer.connect();
      Peer alsoWaiting = balancer.connect();
      awaitQueued(balancer, 2);
      balancer.apply(endpoint.unreadySpec());
      assertThat(waiting.ending()).isEqualTo(Ending.RESET);
      assertThat(alsoWaiting.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.NO_ENDPOINT, 2);
    }
  }

  private static Configuration configuration(
      Setup setup, Balancer balancer, EndpointSpec... endpoints) {
    return setup.configuration(
        setup.service("web", balancer.address().getPort(), List.of(endpoints)));
  }

  private static Setup setup(Transport transport, int max, int queueSize, Duration queueTimeout) {
    return Setup.of(transport)
        .traffic(
            TrafficSettings.DEFAULT.with(TestLimits.perEndpoint(max, queueSize, queueTimeout)));
  }

  private static void awaitQueued(Balancer balancer, long count) {
    await()
        .atMost(Peer.PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .untilAsserted(
            () -> {
              var statistics = balancer.statistics();
              assertThat(statistics.clientsQueued()).isEqualTo(count);
              assertThat(statistics.endpoints()).anyMatch(endpoint -> endpoint.placesTaken() > 0);
            });
  }
}
