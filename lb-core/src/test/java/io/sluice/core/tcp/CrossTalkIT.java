package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.DataPathTest;
import io.sluice.core.rig.Ending;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Receiving;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Seeds;
import io.sluice.core.rig.Sending;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;

/** Many connections at once, some of them aborted: no byte ever appears in another one. */
@Tag("C3")
class CrossTalkIT {
  private static final int CONNECTIONS = 48;
  private static final int LONGEST = 3 << 20;

  @DataPathTest
  void everyConnectionCarriesItsOwnBytes(DataPath path) throws Exception {
    SplittableRandom random = new SplittableRandom(Seeds.next("CrossTalkIT"));
    try (Rig rig = Rig.of(path);
        ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor()) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      List<Future<?>> exchanges = new ArrayList<>();
      for (int i = 0; i < CONNECTIONS; i++) {
        Peer client = balancer.connect();
        Peer served = endpoint.accept();
        exchanges.add(executor.submit(exchange(random.split(), client, served)));
      }
      for (Future<?> exchange : exchanges) {
        exchange.get(60, TimeUnit.SECONDS);
      }
      // After all that, the next one is clean.
      balancer.connect().pingPong(endpoint.accept());
    }
  }

  private static Callable<?> exchange(SplittableRandom random, Peer client, Peer served) {
    TaggedBytes up = TaggedBytes.ofLength(random.nextInt(1, LONGEST));
    TaggedBytes down = TaggedBytes.ofLength(random.nextInt(1, LONGEST));
    boolean isAborted = random.nextInt(3) == 0;
    boolean isAbortedByClient = random.nextBoolean();
    long abortAfter = random.nextLong(down.length());
    return () -> {
      if (isAborted) {
        abort(isAbortedByClient ? client : served, isAbortedByClient ? served : client, abortAfter);
      } else {
        whole(client, served, up, down);
      }
      return null;
    };
  }

  private static void whole(Peer client, Peer served, TaggedBytes up, TaggedBytes down)
      throws IOException {
    Sending upload = client.startSending(up);
    Sending download = served.startSending(down);
    Receiving uploaded = served.receiving(up);
    Receiving downloaded = client.receiving(down);
    for (long left = LONGEST; left > 0; left -= 1 << 16) {
      uploaded.next(Math.min(1 << 16, up.length() - uploaded.count()));
      downloaded.next(Math.min(1 << 16, down.length() - downloaded.count()));
    }
    upload.awaitSent();
    download.awaitSent();
    client.sendFin();
    assertThat(served.ending()).isEqualTo(Ending.FIN);
    served.sendFin();
    assertThat(client.ending()).isEqualTo(Ending.FIN);
  }

  /** Resets with bytes under way in both directions; those that arrive are the right ones. */
  private static void abort(Peer aborting, Peer other, long after) throws IOException {
    Sending sending = other.startSending(TaggedBytes.ofLength(1L << 30));
    Sending own = aborting.startSending(TaggedBytes.ofLength(1L << 30));
    aborting.receiving(sending.bytes()).next(after);
    aborting.reset();
    own.awaitFailed();
    other.receiving(own.bytes()).untilEnding();
    sending.awaitFailed();
  }
}
