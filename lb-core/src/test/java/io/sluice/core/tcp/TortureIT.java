package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.config.model.ZeroCopy;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.DataPathTest;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Receiving;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Seeds;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/**
 * Connections whose both ends do as they like, at the same time: send pieces of any size, pause,
 * end one direction, reset or close. Every byte that arrives is compared with the one that was
 * sent, and what ends in order is whole. The rig sees to it that nothing is left over.
 */
@Tag("C3")
class TortureIT {
  private static final int CONNECTIONS = 120;
  private static final int AT_ONCE = 30;
  private static final int LONGEST_BITS = 22;

  @DataPathTest
  void bytesAreRightWhateverBothEndsDo(DataPath path) throws Exception {
    SplittableRandom random = new SplittableRandom(Seeds.next("TortureIT"));
    try (Rig rig = Rig.of(path);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int done = 0; done < CONNECTIONS; done += AT_ONCE) {
        List<Future<?>> ends = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
          Peer client = balancer.connect();
          new Exchange(client, endpoint.accept(), random.split()).start(executor, ends);
        }
        for (Future<?> end : ends) {
          end.get(60, TimeUnit.SECONDS);
        }
      }
      balancer.connect().pingPong(endpoint.accept());
    }
  }

  @DataPathTest
  void nextConnectionSeesNothingOfOneThatDiedWithBytesUnderWay(DataPath path) throws Exception {
    int rounds = path.zeroCopy() == ZeroCopy.ALWAYS ? 8 : 2;
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      for (int round = 0; round < rounds; round++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        boolean isUpload = round % 2 == 0;
        (isUpload ? client : served).sendUntilFull(1L << 30);
        (round % 4 < 2 ? client : served).reset();
        // Both event loops, in both directions, by large reads and by small ones.
        for (int next = 0; next < 4; next++) {
          Peer nextClient = balancer.connect();
          Peer nextServed = endpoint.accept();
          nextClient.pingPong(nextServed);
          nextServed.receive(nextClient.startSending(TaggedBytes.ofLength(1 << 20)).bytes());
          nextClient.receive(nextServed.startSending(TaggedBytes.ofLength(1 << 20)).bytes());
          nextClient.sendFin();
          assertThat(nextServed.ending()).isEqualTo(Ending.FIN);
          nextServed.sendFin();
          assertThat(nextClient.ending()).isEqualTo(Ending.FIN);
        }
      }
    }
  }

  /** How the two ends of one connection behave. */
  private static final class Exchange {
    private enum Fate {
      WHOLE,
      RESET,
      CLOSE
    }

    private final Peer client;
    private final Peer served;
    private final SplittableRandom random;
    private final Fate fate;

    Exchange(Peer client, Peer served, SplittableRandom random) {
      this.client = client;
      this.served = served;
      this.random = random;
      this.fate = random.nextInt(2) == 0 ? Fate.WHOLE : Fate.values()[1 + random.nextInt(2)];
    }

    void start(ExecutorService executor, List<Future<?>> ends) {
      TaggedBytes up = TaggedBytes.ofLength(length());
      TaggedBytes down = TaggedBytes.ofLength(length());
      boolean isEndedByClient = random.nextBoolean();
      ends.add(send(executor, client, up, isEndedByClient));
      ends.add(send(executor, served, down, !isEndedByClient));
      ends.add(receive(executor, served, up));
      ends.add(receive(executor, client, down));
    }

    private long length() {
      return random.nextInt(1 << random.nextInt(LONGEST_BITS));
    }

    private Future<?> send(
        ExecutorService executor, Peer peer, TaggedBytes bytes, boolean isEndingAll) {
      SplittableRandom own = random.split();
      return executor.submit(
          () -> {
            try {
              peer.sendErratically(bytes, own);
              end(peer, isEndingAll ? fate : Fate.WHOLE);
            } catch (IOException e) {
              require(fate != Fate.WHOLE, e);
            }
            return null;
          });
    }

    private static void end(Peer peer, Fate fate) throws IOException {
      switch (fate) {
        case WHOLE -> peer.sendFin();
        case RESET -> peer.reset();
        case CLOSE -> peer.close();
      }
    }

    private Future<?> receive(ExecutorService executor, Peer peer, TaggedBytes bytes) {
      SplittableRandom own = random.split();
      return executor.submit(
          () -> {
            try {
              Receiving receiving = peer.receiving(bytes);
              Ending ending = receiving.untilEndingErratically(own);
              if (fate == Fate.WHOLE) {
                assertThat(ending).as("%s", bytes).isEqualTo(Ending.FIN);
                assertThat(receiving.count()).isEqualTo(bytes.length());
              }
            } catch (IOException e) {
              // Closed by its own other half, or after its own write was answered by a reset.
              require(fate != Fate.WHOLE, e);
            }
            return null;
          });
    }

    private static void require(boolean isExpected, IOException failure) {
      if (!isExpected) {
        throw new AssertionError("a connection that nobody aborted", failure);
      }
    }
  }
}
