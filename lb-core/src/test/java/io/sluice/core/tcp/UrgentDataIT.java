package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.DataPathTest;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/** Urgent data, which is no part of the stream, does not hold the stream up. */
@Tag("C3")
class UrgentDataIT {
  /** Often enough that the load balancer finds what is before and behind the mark at once. */
  private static final int ROUNDS = 100;

  private static final int STREAMS = 20;

  private static final byte[] PIECE = new byte[300];

  @DataPathTest
  void whatIsBehindUrgentDataArrives(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      for (int round = 0; round < ROUNDS; round++) {
        Arrays.fill(PIECE, (byte) round);
        client.send(PIECE);
        client.sendUrgent();
        client.send(PIECE);
        assertThat(served.receive(PIECE.length)).isEqualTo(PIECE);
        assertThat(served.receive(PIECE.length)).isEqualTo(PIECE);
      }
      client.pingPong(served);
    }
  }

  /** The stream is spliced already when the mark comes, and its end may come with it. */
  @DataPathTest
  void whatIsBehindUrgentDataInAStreamArrives(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int round = 0; round < STREAMS; round++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        Sending stream = client.startSending(TaggedBytes.ofLength(2 << 20));
        served.receive(stream.bytes());
        stream.awaitSent();
        boolean isEndingAtOnce = round % 2 == 0;
        client.send(PIECE);
        client.sendUrgent();
        client.send(PIECE);
        if (isEndingAtOnce) {
          client.sendFin();
        }
        assertThat(served.receive(PIECE.length)).isEqualTo(PIECE);
        assertThat(served.receive(PIECE.length)).isEqualTo(PIECE);
        if (!isEndingAtOnce) {
          served.receive(client.send(100_000));
          client.sendFin();
        }
        assertThat(served.ending()).isEqualTo(Ending.FIN);
      }
    }
  }
}
