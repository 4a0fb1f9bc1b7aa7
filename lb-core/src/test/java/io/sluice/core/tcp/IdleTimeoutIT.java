package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.Transport;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TransportTest;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** Silence in both directions ends a connection, and nothing else does. */
class IdleTimeoutIT {
  private static final Duration IDLE = Duration.ofMillis(600);

  // For what moves now and then: ten beats that may be late.
  private static final Duration LONG_IDLE = Duration.ofSeconds(2);
  private static final Duration BEAT = Duration.ofMillis(200);

  @TransportTest
  @Tag("F20")
  void silentConnectionIsReset(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).idleTimeout(IDLE))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      long start = System.nanoTime();
      client.pingPong(served);
      assertThat(client.ending()).isEqualTo(Ending.RESET);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(IDLE.multipliedBy(9).dividedBy(10), IDLE.plusSeconds(8));
      assertThat(served.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.IDLE_TIMEOUT, 1);
    }
  }

  @TransportTest
  @Tag("F17")
  void slowWriterIsNotIdle(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).idleTimeout(LONG_IDLE))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      // For one timeout and a half.
      TaggedBytes slow = TaggedBytes.ofLength(15);
      client.sendSlowly(slow, BEAT);
      served.receive(slow);
      assertThat(served.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.IDLE_TIMEOUT, 1);
    }
  }

  @TransportTest
  @Tag("F18")
  void slowReaderIsNotIdle(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).idleTimeout(LONG_IDLE))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(4096);
      Peer served = endpoint.accept();
      Sending download = served.startSending(TaggedBytes.ofLength(24 << 20));
      client.receiving(download.bytes()).allSlowly(2 << 20, BEAT);
      assertThat(balancer.closed(CloseReason.IDLE_TIMEOUT)).isZero();
    }
  }

  @TransportTest
  @Tag("F19")
  void readerThatStallsTooLongIsReset(Transport transport) throws Exception {
    try (Rig rig = Rig.of(Setup.of(transport).idleTimeout(IDLE))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(4096);
      Sending download = endpoint.accept().startSending(TaggedBytes.ofLength(1L << 30));
      assertThat(download.awaitFailed()).hasMessageMatching("Connection reset.*|Broken pipe");
      balancer.awaitClosed(CloseReason.IDLE_TIMEOUT, 1);
      assertThat(client.receiving(download.bytes()).untilEnding()).isEqualTo(Ending.RESET);
    }
  }
}
