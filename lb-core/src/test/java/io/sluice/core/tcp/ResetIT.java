package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
import org.junit.jupiter.api.Test;

/** One side aborts: what it had sent before still arrives, then the other side is aborted too. */
class ResetIT {
  /** Fits into what the kernel takes for a client that does not read. */
  private static final long IN_FLIGHT = 200_000;

  @Test
  @Tag("F7")
  void directConnectionDeliversWhatCameBeforeAReset() throws Exception {
    try (TestEndpoint endpoint = TestEndpoint.listening();
        Peer client = Peer.connectedTo(endpoint.address())) {
      Peer served = endpoint.accept();
      TaggedBytes reply = served.send(20_000);
      served.reset();
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.RESET);
    }
  }

  @Test
  @Tag("F8")
  void directConnectionIsResetByAnEndpointThatClosesWithUnreadInput() throws Exception {
    try (TestEndpoint endpoint = TestEndpoint.listening();
        Peer client = Peer.connectedTo(endpoint.address())) {
      Peer served = endpoint.accept();
      client.send(1000);
      TaggedBytes reply = served.send(20_000);
      served.close();
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.RESET);
    }
  }

  @DataPathTest
  @Tag("F7")
  @Tag("F13")
  void replyBeforeAnEndpointResetReachesTheClient(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes reply = served.send(IN_FLIGHT);
      balancer.awaitBytesToClients(reply.length());
      served.reset();
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
    }
  }

  @DataPathTest
  @Tag("F8")
  void replyOfAnEndpointThatClosesWithUnreadInputReachesTheClient(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes request = client.send(1000);
      balancer.awaitBytesFromClients(request.length());
      // One byte: all of the request is in the endpoint's kernel.
      served.receiving(request).next(1);
      Sending reply = served.startSending(TaggedBytes.ofLength(1 << 20));
      Receiving received = client.receiving(reply.bytes()).next((1 << 20) - IN_FLIGHT);
      balancer.awaitBytesToClients(1 << 20);
      served.close();
      assertThat(received.allThenEnding()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
    }
  }

  @DataPathTest
  @Tag("F12")
  void requestBeforeAClientResetReachesTheEndpoint(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes request = client.send(IN_FLIGHT);
      balancer.awaitBytesFromClients(request.length());
      client.reset();
      assertThat(served.receiving(request).allThenEnding()).isEqualTo(Ending.RESET);
      balancer.awaitClosed(CloseReason.CLIENT_RESET, 1);
    }
  }

  @DataPathTest
  @Tag("F12")
  void clientResetReachesAnEndpointThatTakesNoMore(DataPath path) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).idleTimeout(Duration.ofSeconds(2)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending flood = client.startSending(TaggedBytes.ofLength(1L << 30));
      flood.awaitStalled();
      client.reset();
      awaitReset(balancer, path);
      assertThat(served.receiving(flood.bytes()).untilEnding()).isEqualTo(Ending.RESET);

      // Nothing of it is left for the next one.
      Peer next = balancer.connect();
      next.pingPong(endpoint.accept());
    }
  }

  @DataPathTest
  @Tag("F12")
  void clientResetIsWhyItEndsThoughTheConnectionIsIdleMeanwhile(DataPath path) throws Exception {
    // Waiting for an endpoint that takes nothing lasts longer than that.
    try (Rig rig = Rig.of(Setup.of(path).idleTimeout(Duration.ofMillis(900)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes flood = client.sendUntilFull(1L << 30);
      client.reset();
      awaitReset(balancer, path);
      assertThat(served.receiving(flood).untilEnding()).isEqualTo(Ending.RESET);
    }
  }

  /**
   * The JDK's selector does not tell of a reset while reads are paused; there the idle timeout has
   * to end it, unless reading went on after all.
   */
  private static void awaitReset(Balancer balancer, DataPath path) {
    await()
        .atMost(Peer.PATIENCE)
        .until(
            () ->
                balancer.closed(CloseReason.CLIENT_RESET) == 1
                    || (path == DataPath.NIO_CHANNELS
                        && balancer.closed(CloseReason.IDLE_TIMEOUT) == 1));
  }

  @DataPathTest
  @Tag("F13")
  void endpointResetEndsAClientThatIsSending(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending upload = client.startSending(TaggedBytes.ofLength(1L << 30));
      served.receiving(upload.bytes()).next(1 << 20);
      served.reset();
      assertThat(upload.awaitFailed()).hasMessageMatching("Connection reset.*|Broken pipe");
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
    }
  }

  @DataPathTest
  @Tag("F13")
  void endpointResetIsNoticedAlsoWhenItMeetsTheClientsFin(DataPath path) throws Exception {
    int connections = 50;
    try (Rig rig = Rig.of(Setup.of(path).halfClosedTimeout(Duration.ofMinutes(1)))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int i = 0; i < connections; i++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        client.pingPong(served);
        client.sendFin();
        served.reset();
      }
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, connections);
    }
  }

  @DataPathTest
  @Tag("F15")
  void tailOfAReplySurvivesAClientThatGoesOnSending(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending flood = client.startSending(TaggedBytes.ofLength(1L << 30));
      served.receiving(flood.bytes()).next(1000);
      TaggedBytes reply = served.send(IN_FLIGHT);
      balancer.awaitBytesToClients(reply.length());
      // Closes on unread input, while the client has not read a byte of the reply.
      served.close();
      Receiving received = client.receiving(reply);
      received.untilEnding();
      assertThat(received.count()).isEqualTo(reply.length());
      flood.awaitFailed();
      balancer.awaitClosed(CloseReason.ENDPOINT_RESET, 1);
    }
  }

  @DataPathTest
  @Tag("F15")
  void endpointThatEndsInOrderStillTakesWhatTheClientSends(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending flood = client.startSending(TaggedBytes.ofLength(8 << 20));
      Receiving flooded = served.receiving(flood.bytes()).next(1000);
      TaggedBytes reply = served.send(IN_FLIGHT);
      served.sendFin();
      balancer.awaitBytesToClients(reply.length());
      assertThat(client.receiving(reply).allThenEnding()).isEqualTo(Ending.FIN);
      flooded.all();
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }
}
