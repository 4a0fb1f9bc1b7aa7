package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.LoopHeap;
import io.sluice.core.rig.MissingTransports;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a relay by descriptors allocates on its event loop, once its code is compiled. */
@Timeout(120)
@ExtendWith(MissingTransports.class)
class RelayAllocationIT {
  /*
   * Nothing. On io_uring Netty makes an immutable object of 64 bytes for each submission, of which
   * a splice needs none, and one of 16 for each turn.
   */

  /** Bytes a round; timers of the event loop come now and then, whatever is relayed. */
  private static final long A_FEW_TIMERS = 4_000;

  private static final int PAIRS = 20;
  private static final int MESSAGES = 40_000;
  private static final byte[] MESSAGE = new byte[64];

  private static final long STREAM = 64L << 20;
  private static final int WARM_UP_STREAMS = 4;

  private static final int CONNECTIONS = 1000;
  private static final int WARM_UP_CONNECTIONS = 6000;

  /** Two receives and two sends: four calls, or four submissions and up to four turns. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"EPOLL_COPY, 0", "EPOLL_ADAPTIVE, 0", "URING_ADAPTIVE, 320"})
  void messageAllocatesNoMoreThanItsSubmissions(DataPath path, long bytesOfRoundTrip)
      throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).eventLoops(1))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      List<Peer> clients = new ArrayList<>();
      List<Peer> served = new ArrayList<>();
      for (int i = 0; i < PAIRS; i++) {
        clients.add(balancer.connect());
        served.add(endpoint.accept());
      }
      exchange(clients, served, MESSAGES);

      long most = MESSAGES * bytesOfRoundTrip + A_FEW_TIMERS;
      assertThat(LoopHeap.bytesOfRound(() -> exchange(clients, served, MESSAGES), most))
          .as("bytes over %d round trips", MESSAGES)
          .isLessThanOrEqualTo(most);
    }
  }

  private static void exchange(List<Peer> clients, List<Peer> served, int messages)
      throws IOException {
    for (int sent = 0; sent < messages; sent += PAIRS) {
      pass(clients, served);
      pass(served, clients);
    }
  }

  private static void pass(List<Peer> from, List<Peer> to) throws IOException {
    for (Peer peer : from) {
      peer.send(MESSAGE);
    }
    for (Peer peer : to) {
      peer.receive(MESSAGE.length);
    }
  }

  /** Full chunks are 1024, each received and sent. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "EPOLL_COPY, 0",
    "EPOLL_SPLICE, 0",
    "EPOLL_ADAPTIVE, 0",
    "URING_COPY, 450000",
    "URING_SPLICE, 50000",
    "URING_ADAPTIVE, 50000"
  })
  void streamAllocatesNoMoreThanItsSubmissions(DataPath path, long bytesOfStream) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).eventLoops(1))) {
      TestEndpoint endpoint = rig.endpoint();
      Peer client = rig.balance(endpoint).connect();
      Peer served = endpoint.accept();
      for (int i = 0; i < WARM_UP_STREAMS; i++) {
        stream(client, served);
      }

      long most = bytesOfStream + A_FEW_TIMERS;
      assertThat(LoopHeap.bytesOfRound(() -> stream(client, served), most))
          .as("bytes over %d bytes each way", STREAM)
          .isLessThanOrEqualTo(most);
    }
  }

  private static void stream(Peer client, Peer served) throws IOException {
    pass(client, served);
    pass(served, client);
  }

  private static void pass(Peer from, Peer to) throws IOException {
    Sending sending = from.startSending(TaggedBytes.ofLength(STREAM));
    to.receive(sending.bytes());
    sending.awaitSent();
  }

  /** A quarter more than was measured; docs/performance.md says of what. */
  @ParameterizedTest(name = "{0}")
  @CsvSource({"EPOLL_ADAPTIVE, 1300", "URING_ADAPTIVE, 2100"})
  void connectionAllocatesLittle(DataPath path, long bytesOfConnection) throws Exception {
    try (Rig rig = Rig.of(Setup.of(path).eventLoops(1))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      visit(balancer, endpoint, WARM_UP_CONNECTIONS);

      long most = CONNECTIONS * bytesOfConnection;
      long bytes = LoopHeap.bytesOfRound(() -> visit(balancer, endpoint, CONNECTIONS), most);
      assertThat(bytes / CONNECTIONS)
          .as("bytes of a connection")
          .isLessThanOrEqualTo(bytesOfConnection);
    }
  }

  /** Connects, exchanges a message and closes in order, so many times. */
  private static void visit(Balancer balancer, TestEndpoint endpoint, int times)
      throws IOException {
    long before = balancer.closed(CloseReason.FINISHED);
    for (int i = 0; i < times; i++) {
      try (Peer client = Peer.connectedTo(balancer.address());
          Peer served = endpoint.accept()) {
        client.send(MESSAGE);
        served.receive(MESSAGE.length);
        served.send(MESSAGE);
        client.receive(MESSAGE.length);
        client.sendFin();
        assertThat(served.ending()).isEqualTo(Ending.FIN);
      }
    }
    balancer.awaitClosed(CloseReason.FINISHED, before + times);
  }
}
