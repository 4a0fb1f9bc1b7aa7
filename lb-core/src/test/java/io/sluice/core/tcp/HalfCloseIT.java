package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.DataPathTest;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Receiving;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.time.Duration;
import org.junit.jupiter.api.Tag;

/** One direction ends in order, the other goes on. */
class HalfCloseIT {
  private static final long LARGE = 50L << 20;

  @DataPathTest
  @Tag("F6")
  void clientOfAnEndpointThatEndsAtOnceCanStillSend(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      served.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.FIN);

      Sending upload = client.startSending(TaggedBytes.ofLength(1 << 20));
      served.receive(upload.bytes());
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @DataPathTest
  @Tag("F9")
  void clientThatHalfClosesGetsTheWholeReply(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      long[] lengths = {1, 1000, 65_536, 1 << 20, LARGE};
      for (long length : lengths) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        TaggedBytes request = client.send(100);
        client.sendFin();
        assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.FIN);

        Sending reply = served.startSending(TaggedBytes.ofLength(length));
        client.receive(reply.bytes());
        served.sendFin();
        assertThat(client.ending()).isEqualTo(Ending.FIN);
      }
      balancer.awaitClosed(CloseReason.FINISHED, lengths.length);
    }
  }

  @DataPathTest
  @Tag("F9")
  void finBehindUnsentBytesDoesNotOvertakeThem(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(4096);
      Peer served = endpoint.accept();
      TaggedBytes reply = served.send(150_000);
      served.close();
      // All of it and the FIN have reached the load balancer before the client reads a byte.
      balancer.awaitBytesToClients(reply.length());
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.FIN);
      client.close();
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @DataPathTest
  @Tag("F10")
  void uploadGoesOnAfterTheEndpointHasHalfClosed(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending upload = client.startSending(TaggedBytes.ofLength(LARGE));
      Receiving uploaded = served.receiving(upload.bytes()).next(1 << 20);
      TaggedBytes reply = served.send(1000);
      served.sendFin();
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.FIN);

      uploaded.all();
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @DataPathTest
  @Tag("F11")
  void silenceAfterOneEndResetsBothSides(DataPath path) throws Exception {
    Duration timeout = Duration.ofMillis(300);
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(timeout))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer firstClient = balancer.connect();
      Peer firstServed = endpoint.accept();
      firstClient.pingPong(firstServed);
      firstClient.sendFin();
      assertThat(firstServed.ending()).isEqualTo(Ending.FIN);
      assertThat(firstClient.ending()).isEqualTo(Ending.RESET);

      Peer secondClient = balancer.connect();
      Peer secondServed = endpoint.accept();
      secondServed.sendFin();
      assertThat(secondClient.ending()).isEqualTo(Ending.FIN);
      assertThat(secondServed.ending()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.HALF_CLOSED_TIMEOUT, 2);
    }
  }

  @DataPathTest
  @Tag("F11")
  void halfClosedConnectionLivesAsLongAsBytesMove(DataPath path) throws Exception {
    Duration timeout = Duration.ofSeconds(1);
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(timeout))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      long start = System.nanoTime();
      while (System.nanoTime() - start < 2 * timeout.toNanos()) {
        client.receive(served.send(1));
      }
      served.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }
}
