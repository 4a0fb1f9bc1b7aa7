package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.TrafficLimits;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.LoopTime;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Receiving;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TestLimits;
import io.sluice.core.rig.TransportTest;

/** Bytes never pass faster than allowed; how much slower is the machine's business. */
class ByteRateIT {
  private static final long RATE = 400_000;

  /** Bytes that may pass at once, by both buckets, and what is on its way beside them. */
  private static final long AT_ONCE = RATE / 4;

  /** Share of one processor that a held back stream may cost; a loop that spins costs all of it. */
  private static final double QUIET = 0.5;

  @TransportTest
  void neitherDirectionOfAConnectionIsFasterThanItsRate(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, TestLimits.bytes(0, RATE)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.pingPong(served);
      LoopTime loopTime = LoopTime.startNow();
      long start = System.nanoTime();
      Sending upload = client.startSending(TaggedBytes.ofLength(2 * RATE));
      Sending download = served.startSending(TaggedBytes.ofLength(2 * RATE));
      receiveAtMost(client.receiving(download.bytes()), start, RATE);
      receiveAtMost(served.receiving(upload.bytes()), start, RATE);
      assertThat(loopTime.shareSinceLastLook()).isLessThan(QUIET);
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
    }
  }

  @TransportTest
  void connectionsOfAServiceShareItsRate(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, TestLimits.bytes(RATE, 0)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer one = balancer.connect();
      Peer oneServed = endpoint.accept();
      Peer other = balancer.connect();
      Peer otherServed = endpoint.accept();
      long start = System.nanoTime();
      Sending first = one.startSending(TaggedBytes.ofLength(RATE));
      Sending second = other.startSending(TaggedBytes.ofLength(RATE));
      Receiving firstReceived = oneServed.receiving(first.bytes());
      Receiving secondReceived = otherServed.receiving(second.bytes());
      while (secondReceived.count() < RATE) {
        long step = Math.min(20_000, RATE - secondReceived.count());
        firstReceived.next(step);
        secondReceived.next(step);
        assertPassed(firstReceived.count() + secondReceived.count(), start, RATE);
      }
    }
  }

  @TransportTest
  void slowedStreamIsWholeWhenItsSenderEndsEarly(Transport transport) throws Exception {
    try (Rig rig = Rig.of(setup(transport, TestLimits.bytes(0, RATE)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes sent = client.send(RATE / 4);
      client.sendFin();
      assertThat(served.receiving(sent).allThenEnding()).isEqualTo(Ending.FIN);
      served.close();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
    }
  }

  private static Setup setup(Transport transport, TrafficLimits limits) {
    return Setup.of(transport).traffic(TrafficSettings.DEFAULT.with(limits));
  }

  private static void receiveAtMost(Receiving receiving, long startNanos, long rate)
      throws Exception {
    long length = 2 * RATE;
    while (receiving.count() < length) {
      receiving.next(Math.min(20_000, length - receiving.count()));
      assertPassed(receiving.count(), startNanos, rate);
    }
  }

  private static void assertPassed(long bytes, long startNanos, long rate) {
    double seconds = (System.nanoTime() - startNanos) / 1e9;
    assertThat((double) bytes).isLessThan(AT_ONCE + rate * seconds);
  }
}
