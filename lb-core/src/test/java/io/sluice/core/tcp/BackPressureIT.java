package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.ByteBufAllocatorMetricProvider;
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
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** A side that does not read slows its sender down instead of filling memory. */
class BackPressureIT {
  private static final int SMALL_WINDOW = 4096;
  private static final int SLOW_CLIENTS = 12;

  /**
   * Two sockets' send buffers at their largest, a receive buffer, and some for us: the kernel's
   * part is bounded by its own settings, see tcp(7).
   */
  private static final long MOST_UNDER_WAY =
      2 * largest("tcp_wmem") + largest("tcp_rmem") + (2L << 20);

  /**
   * Where both directions are full: with a smaller one the kernel drops the segments that say that
   * the window is open again, and goes by its ever longer probes of it (net/ipv4/tcp_timer.c,
   * tcp_probe_timer), which are no matter of the load balancer's.
   */
  private static final int LESS_SMALL_WINDOW = 128 * 1024;

  /** More than {@link #MOST_UNDER_WAY} with the kernel's own settings: all of it never fits. */
  private static final int MEBIBYTES = 64;

  private static final int MORE_THAN_FITS = MEBIBYTES << 20;

  private static final long LENGTH_STEP = 100_000;

  /** What waits in this process for each slow client, with the allocator's rounding. */
  private static final long MOST_MEMORY_EACH = 1 << 20;

  @DataPathTest
  @Tag("F16")
  void endpointIsSlowedDownByClientsThatDoNotRead(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      balancer.connect().pingPong(endpoint.accept());
      long memoryBefore = directMemory();
      List<Sending> downloads = new ArrayList<>();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        balancer.connect(SMALL_WINDOW);
        downloads.add(endpoint.accept().startSending(TaggedBytes.ofLength(1L << 30)));
      }
      Sending.awaitStalled(downloads);
      assertThat(downloads).allMatch(download -> download.sent() < MOST_UNDER_WAY);
      assertThat(directMemory() - memoryBefore).isLessThan(SLOW_CLIENTS * MOST_MEMORY_EACH);

      // Others do not notice.
      balancer.connect().pingPong(endpoint.accept());
    }
  }

  @DataPathTest
  @Tag("F16")
  void endpointThatHasSentAndClosedDoesNotFillMemory(DataPath path) throws Exception {
    // None of them is read before the last one is filled.
    Setup setup = Setup.of(path).halfClosedTimeout(Duration.ofMinutes(1));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      balancer.connect().pingPong(endpoint.accept());
      long memoryBefore = directMemory();
      List<Receiving> downloads = new ArrayList<>();
      for (int i = 0; i < SLOW_CLIENTS; i++) {
        Peer client = balancer.connect(SMALL_WINDOW);
        Peer served = endpoint.accept();
        // Of so many lengths, some end while the last bytes wait in the load balancer's kernel.
        TaggedBytes reply = served.sendUntilFull((i + 1) * LENGTH_STEP);
        downloads.add(client.receiving(reply));
        served.sendFin();
      }
      assertThat(directMemory() - memoryBefore).isLessThan(SLOW_CLIENTS * MOST_MEMORY_EACH);
      for (Receiving download : downloads) {
        assertThat(download.allThenEnding()).isEqualTo(Ending.FIN);
      }
      assertThat(directMemory() - memoryBefore).isLessThan(SLOW_CLIENTS * MOST_MEMORY_EACH);
    }
  }

  @DataPathTest
  @Tag("F18")
  void stalledClientResumesAndMissesNothing(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(SMALL_WINDOW);
      Peer served = endpoint.accept();
      Sending download = served.startSending(TaggedBytes.ofLength(MORE_THAN_FITS));
      Receiving received = client.receiving(download.bytes());
      for (int pause = 0; pause < 3; pause++) {
        download.awaitStalled();
        received.next(3 << 20);
      }
      received.all();
      served.sendFin();
      assertThat(client.ending()).isEqualTo(Ending.FIN);
      client.sendFin();
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @DataPathTest
  @Tag("F18")
  void stalledEndpointResumesAndMissesNothing(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      Sending upload = client.startSending(TaggedBytes.ofLength(MORE_THAN_FITS));
      Receiving received = served.receiving(upload.bytes());
      // Meanwhile the other direction is free.
      assertThat(upload.awaitStalled()).isLessThan(MOST_UNDER_WAY);
      client.receive(served.send(1 << 20));
      received.all();
      client.sendFin();
      assertThat(served.ending()).isEqualTo(Ending.FIN);
      served.sendFin();
      balancer.awaitClosed(CloseReason.FINISHED, 1);
    }
  }

  @DataPathTest
  @Tag("F16")
  void bothDirectionsStallAndResumeTogether(DataPath path) throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect(LESS_SMALL_WINDOW);
      Peer served = endpoint.accept();
      Sending upload = client.startSending(TaggedBytes.ofLength(MORE_THAN_FITS));
      Sending download = served.startSending(TaggedBytes.ofLength(MORE_THAN_FITS));
      Sending.awaitStalled(List.of(upload, download));
      Receiving uploaded = served.receiving(upload.bytes());
      Receiving downloaded = client.receiving(download.bytes());
      for (int mebibyte = 0; mebibyte < MEBIBYTES; mebibyte++) {
        uploaded.next(1 << 20);
        downloaded.next(1 << 20);
      }
      await().atMost(Peer.PATIENCE).until(() -> upload.sent() == MORE_THAN_FITS);
    }
  }

  private static long largest(String setting) {
    // The kernel tells only once, so all of it has to be asked for at once.
    try (InputStream file = new FileInputStream("/proc/sys/net/ipv4/" + setting)) {
      String sizes = new String(file.readNBytes(128), StandardCharsets.US_ASCII);
      return Long.parseLong(sizes.strip().split("\\s+", -1)[2]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static long directMemory() {
    return ((ByteBufAllocatorMetricProvider) ByteBufAllocator.DEFAULT).metric().usedDirectMemory();
  }
}
