package io.sluice.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.bench.TcpLoad.Language;
import io.sluice.app.bench.TcpLoad.Reuse;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** TCP load against servers that behave, stall, or break off. */
@Timeout(60)
final class TcpBenchIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void closedLoopCountsExactlyWhatWasAnswered() throws Exception {
    try (TcpPeer peer = TcpPeer.echo()) {
      BenchResult result =
          Bench.tcp(Loads.tcp(peer.port(), 5), Loads.closed(SHORT, 2), Loads.UNWATCHED);
      assertThat(result.requests()).isPositive().isEqualTo(peer.requests());
      assertThat(peer.connections()).isEqualTo(5);
      assertThatNothingFailed(result);
    }
  }

  @Test
  void warmupIsNotCounted() throws Exception {
    try (TcpPeer peer = TcpPeer.echo()) {
      Pace pace = new Pace(SHORT, SHORT, 500, 1);
      BenchResult result = Bench.tcp(Loads.tcp(peer.port(), 2), pace, Loads.UNWATCHED);
      assertThat(peer.requests()).isEqualTo(300);
      assertThat(result.requests()).isEqualTo(150);
    }
  }

  @Test
  void openLoopMakesEveryRequestThatIsDue() throws Exception {
    try (TcpPeer peer = TcpPeer.echo()) {
      Pace pace = new Pace(Duration.ZERO, Duration.ofSeconds(1), 1000, 2);
      BenchResult result = Bench.tcp(Loads.tcp(peer.port(), 8), pace, Loads.UNWATCHED);
      assertThat(result.requests()).isEqualTo(1000);
      assertThatNothingFailed(result);
    }
  }

  @Test
  void stallIsSeenByEveryRequestThatWasDueMeanwhile() throws Exception {
    try (TcpPeer peer = stallingOnce(300)) {
      Pace pace = Loads.open(Duration.ofSeconds(1), 1000);
      BenchResult result = Bench.tcp(Loads.tcp(peer.port(), 1), pace, Loads.UNWATCHED);
      // A third of the requests was due while the server stalled.
      assertThat(Loads.latencyMicros(result, "max")).isGreaterThan(290_000);
      assertThat(Loads.latencyMicros(result, "p99")).isGreaterThan(250_000);
      assertThat(Loads.latencyMicros(result, "p90")).isGreaterThan(150_000);
      assertThat(result.requests()).isEqualTo(1000);
    }
  }

  @Test
  void whatIsDueAndNeverAnsweredIsAnErrorWithItsLatency() throws Exception {
    try (TcpPeer peer = new TcpPeer((connection, self) -> connection.getInputStream().skip(1L))) {
      // It ends each connection at the first byte.
      BenchResult result =
          Bench.tcp(
              Loads.tcp(peer.port(), 1), Loads.open(Duration.ofMillis(500), 100), Loads.UNWATCHED);
      assertThat(result.requests()).isZero();
      assertThat(Loads.count(result, "errors")).isEqualTo(50);
    }
    CountDownLatch never = new CountDownLatch(1);
    try (TcpPeer peer = new TcpPeer((connection, self) -> never.await())) {
      BenchResult result =
          Bench.tcp(
              Loads.tcp(peer.port(), 1), Loads.open(Duration.ofMillis(500), 100), Loads.UNWATCHED);
      assertThat(Loads.count(result, "errors")).isEqualTo(50);
      assertThat(Loads.latencyMicros(result, "p50")).isGreaterThan(1_000_000);
    } finally {
      never.countDown();
    }
  }

  @Test
  void reconnectingMakesAConnectionForEachRequest() throws Exception {
    try (TcpPeer peer = TcpPeer.echo()) {
      BenchResult result =
          Bench.tcp(Loads.reconnecting(peer.port(), 3), Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(result.requests()).isPositive().isEqualTo(peer.requests());
      assertThat(Loads.count(result, "connections")).isEqualTo(peer.connections());
      assertThat(peer.connections()).isEqualTo(peer.requests());
      assertThatNothingFailed(result);
    }
  }

  @Test
  void largeRequestsAndResponsesPassInBothDirectionsAtOnce() throws Exception {
    try (BenchServers servers = Servers.echo()) {
      int bytes = 20 * 1024 * 1024;
      TcpLoad load = new TcpLoad(Servers.tcp(servers), 2, bytes, bytes, Language.BYTES, Reuse.KEPT);
      BenchResult result = Bench.tcp(load, Loads.closed(Duration.ofSeconds(1), 1), Loads.UNWATCHED);
      assertThat(result.requests()).isPositive();
      assertThatNothingFailed(result);
    }
  }

  @Test
  void responseLongerThanAwaitedIsWrong() throws Exception {
    try (BenchServers servers = Servers.echo()) {
      TcpLoad load = new TcpLoad(Servers.tcp(servers), 1, 10, 9, Language.BYTES, Reuse.KEPT);
      BenchResult result = Bench.tcp(load, Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(result.requests()).isZero();
      assertThat(Loads.count(result, "wrong")).isPositive();
    }
  }

  @Test
  void httpServerThatEndsConnectionsLosesNoRequest() throws Exception {
    try (HttpPeer peer = new HttpPeer(100)) {
      BenchResult result =
          Bench.tcp(
              Loads.http(peer.port(), 2, Reuse.KEPT), Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(result.requests()).isGreaterThan(100).isEqualTo(peer.requests());
      assertThatNothingFailed(result);
    }
  }

  @Test
  void httpWithAConnectionEachAsksForItsEnd() throws Exception {
    try (HttpPeer peer = new HttpPeer(Integer.MAX_VALUE)) {
      BenchResult result =
          Bench.tcp(
              Loads.http(peer.port(), 2, Reuse.RECONNECT), Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(result.requests()).isPositive().isEqualTo(peer.endsAskedFor());
      assertThatNothingFailed(result);
    }
  }

  @Test
  void refusedTargetIsSaid() throws Exception {
    TcpPeer peer = TcpPeer.echo();
    int port = peer.port();
    peer.close();
    assertThatThrownBy(() -> Bench.tcp(Loads.tcp(port, 3), Loads.closed(SHORT, 1), Loads.UNWATCHED))
        .isInstanceOf(BenchException.class)
        .hasMessageContaining("cannot connect to 127.0.0.1:" + port)
        .hasMessageContaining("refused");
  }

  @Test
  void ownCostIsPartOfTheResult() throws Exception {
    try (BenchServers servers = Servers.echo()) {
      TcpLoad load = Loads.tcp(Servers.tcp(servers).getPort(), 4);
      BenchResult result = Bench.tcp(load, Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(Loads.figure(result, "generatorCpuSeconds")).isPositive();
      assertThat(Loads.figure(result, "generatorCpuMicrosPerRequest")).isPositive();
      assertThat(result.text()).contains("own cost");
    }
  }

  /* The tenth request has to wait, and with it whatever comes meanwhile. */
  private static TcpPeer stallingOnce(long millis) {
    return new TcpPeer(
        (connection, peer) ->
            peer.echo(
                connection,
                number -> {
                  if (number == 10) {
                    boolean ignored = new CountDownLatch(1).await(millis, TimeUnit.MILLISECONDS);
                  }
                }));
  }

  private static void assertThatNothingFailed(BenchResult result) {
    for (String name : new String[] {"errors", "lost", "duplicates", "wrong"}) {
      assertThat(Loads.count(result, name)).as(name).isZero();
    }
  }
}
