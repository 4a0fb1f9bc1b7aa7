package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.io.IOException;
import java.time.Duration;

/** A connection that has lived long enough is reset, busy or not. */
class LifetimeIT {
  private static final Duration LONGEST = Duration.ofMillis(500);

  @TransportTest
  void busyConnectionEndsWithItsLifetime(Transport transport) throws Exception {
    TrafficSettings traffic = TrafficSettings.DEFAULT.with(TestLimits.lifetime(LONGEST, 0));
    try (Rig rig = Rig.of(Setup.of(transport).traffic(traffic))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      long start = System.nanoTime();
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      while (balancer.closed(CloseReason.LIFETIME) == 0) {
        try {
          client.pingPong(served);
        } catch (IOException | AssertionError e) {
          break; // cut in the middle
        }
      }
      assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThanOrEqualTo(LONGEST);
      balancer.awaitClosed(CloseReason.LIFETIME, 1);
    }
  }

  @TransportTest
  void silentConnectionIsResetOnBothSides(Transport transport) throws Exception {
    TrafficSettings traffic = TrafficSettings.DEFAULT.with(TestLimits.lifetime(LONGEST, 100));
    try (Rig rig = Rig.of(Setup.of(transport).traffic(traffic))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      assertThat(served.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.LIFETIME, 1);
    }
  }
}
