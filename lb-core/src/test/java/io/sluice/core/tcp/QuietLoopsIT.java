package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.DataPathTest;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.LoopTime;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Event loops that have nothing to do use no processor time. */
class QuietLoopsIT {
  /** Share of one processor. */
  private static final double QUIET = 0.02;

  private static final Duration WINDOW = Duration.ofSeconds(1);

  @DataPathTest
  @Tag("C1")
  void loopsAreQuietAfterResetsOfHalfClosedClients(DataPath path) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(Duration.ofMillis(500)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < resets(path); i++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        client.pingPong(served);
        client.sendFin();
        assertThat(served.ending()).isEqualTo(Ending.FIN);
        client.reset();
      }
      awaitNoConnections(balancer);
      awaitQuiet();
    }
  }

  @DataPathTest
  @Tag("C1")
  void loopsAreQuietAfterResetsOfHalfClosedEndpoints(DataPath path) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(Duration.ofMillis(500)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < resets(path); i++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        client.pingPong(served);
        served.sendFin();
        assertThat(client.ending()).isEqualTo(Ending.FIN);
        served.reset();
      }
      awaitNoConnections(balancer);
      awaitQuiet();
    }
  }

  @DataPathTest
  @Tag("C2")
  void loopsAreQuietWhileConnectionsAreIdleOrHalfClosed(DataPath path) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(Duration.ofMinutes(1)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < 100; i++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        client.pingPong(served);
        switch (i % 4) {
          case 0 -> client.sendFin();
          case 1 -> served.sendFin();
          // Half a kilobyte that nobody reads.
          case 2 -> client.send(512);
          default -> {}
        }
      }
      awaitQuiet();
      assertThat(balancer.statistics().connectionsActive()).isEqualTo(100);
    }
  }

  private static int resets(DataPath path) {
    return path.isChannels() ? 100 : 300;
  }

  private static void awaitNoConnections(Balancer balancer) {
    await().atMost(Peer.PATIENCE).until(() -> balancer.statistics().connectionsActive() == 0);
  }

  /** Each look covers the window since the last one. */
  private static void awaitQuiet() {
    LoopTime loopTime = LoopTime.startNow();
    await()
        .atMost(Peer.PATIENCE)
        .pollDelay(WINDOW)
        .pollInterval(WINDOW)
        .until(() -> loopTime.shareSinceLastLook() < QUIET);
  }
}
