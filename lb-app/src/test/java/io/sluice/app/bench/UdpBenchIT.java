package io.sluice.app.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.bench.UdpPeer.Treatment;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** UDP load against peers that behave, drop, double and spoil. */
@Timeout(60)
final class UdpBenchIT {
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void closedLoopCountsExactlyWhatWasAnswered() throws Exception {
    try (UdpPeer peer = new UdpPeer(Treatment.ECHO, 1)) {
      BenchResult result = Bench.udp(load(peer, 5, 4), Loads.closed(SHORT, 2), Loads.UNWATCHED);
      assertThat(result.requests()).isPositive();
      assertThat(result.requests() + Loads.count(result, "lost")).isEqualTo(peer.received());
      assertThat(Loads.count(result, "wrong")).isZero();
      assertThat(Loads.count(result, "duplicates")).isZero();
    }
  }

  @Test
  void droppedDatagramsAreLostAndTheLoopGoesOn() throws Exception {
    try (UdpPeer peer = new UdpPeer(Treatment.DROP, 10)) {
      BenchResult result =
          Bench.udp(load(peer, 2, 4), Loads.closed(Duration.ofMillis(1500), 1), Loads.UNWATCHED);
      // Each of the 8 places meets a loss more than once.
      assertThat(peer.treated()).isGreaterThan(8);
      assertThat(Loads.count(result, "lost")).isGreaterThanOrEqualTo(peer.treated());
      assertThat(result.requests() + Loads.count(result, "lost")).isEqualTo(peer.received());
    }
  }

  @Test
  void openLoopGoesOnBesideWhatIsLost() throws Exception {
    try (UdpPeer peer = new UdpPeer(Treatment.DROP, 10)) {
      BenchResult result =
          Bench.udp(load(peer, 4, 100), Loads.open(Duration.ofSeconds(1), 1000), Loads.UNWATCHED);
      assertThat(peer.received()).isEqualTo(1000);
      assertThat(result.requests()).isBetween(800L, 900L);
      assertThat(Loads.count(result, "lost")).isEqualTo(1000 - result.requests());
    }
  }

  @Test
  void doubledRepliesAreDuplicates() throws Exception {
    try (UdpPeer peer = new UdpPeer(Treatment.DOUBLE, 7)) {
      BenchResult result = Bench.udp(load(peer, 1, 4), Loads.closed(SHORT, 1), Loads.UNWATCHED);
      // The last one may come when nobody waits any more.
      assertThat(Loads.count(result, "duplicates"))
          .isPositive()
          .isBetween(peer.treated() - 1L, (long) peer.treated());
    }
  }

  @Test
  void spoiledRepliesAreWrongAndThenMissing() throws Exception {
    try (UdpPeer peer = new UdpPeer(Treatment.SPOIL, 10)) {
      BenchResult result = Bench.udp(load(peer, 1, 4), Loads.closed(SHORT, 1), Loads.UNWATCHED);
      assertThat(Loads.count(result, "wrong")).isPositive().isEqualTo(peer.treated());
      assertThat(Loads.count(result, "lost")).isGreaterThanOrEqualTo(peer.treated());
    }
  }

  @Test
  void echoGivesBackDatagramsOfEverySize() throws Exception {
    try (BenchServers servers = Servers.echo()) {
      for (int bytes : new int[] {UdpLoad.LEAST_BYTES, 1200, UdpLoad.MOST_BYTES}) {
        UdpLoad load = new UdpLoad(Servers.udp(servers), 2, bytes, 2);
        BenchResult result = Bench.udp(load, Loads.closed(SHORT, 1), Loads.UNWATCHED);
        assertThat(result.requests()).as("%d bytes", bytes).isPositive();
        assertThat(Loads.count(result, "wrong")).isZero();
      }
    }
  }

  @Test
  void oneWayCountsWhatTheSinkHasSeen() throws Exception {
    try (BenchServers servers = Servers.sink()) {
      InetSocketAddress sink = Servers.udp(servers);
      UdpLoad load = new UdpLoad(sink, 3, 1200, 64);
      BenchResult result =
          Bench.oneWay(load, Loads.closed(SHORT, 1), Loads.UNWATCHED, List.of(sink));
      SinkCount seen = SinkCount.settled(List.of(sink));
      assertThat(result.requests()).isPositive().isEqualTo(seen.datagrams());
      assertThat(seen.bytes()).isEqualTo(1200 * seen.datagrams());
      assertThat(Loads.count(result, "lost")).isZero();
    }
  }

  @Test
  void oneWayAtARateSendsWhatIsDue() throws Exception {
    try (BenchServers servers = Servers.sink()) {
      InetSocketAddress sink = Servers.udp(servers);
      Pace pace = new Pace(SHORT, SHORT, 1000, 2);
      BenchResult result =
          Bench.oneWay(new UdpLoad(sink, 3, 64, 1), pace, Loads.UNWATCHED, List.of(sink));
      assertThat(result.requests()).isEqualTo(300);
      assertThat(SinkCount.settled(List.of(sink)).datagrams()).isEqualTo(600);
    }
  }

  @Test
  void oneWayWithoutASinkIsRefused() throws Exception {
    try (BenchServers servers = Servers.echo()) {
      InetSocketAddress echo = Servers.udp(servers);
      UdpLoad load = new UdpLoad(echo, 1, 64, 1);
      assertThatThrownBy(
              () -> Bench.oneWay(load, Loads.closed(SHORT, 1), Loads.UNWATCHED, List.of(echo)))
          .isInstanceOf(BenchException.class)
          .hasMessageContaining("does not count what arrives");
    }
  }

  private static UdpLoad load(UdpPeer peer, int sessions, int inFlight) {
    return new UdpLoad(Loads.loopback(peer.port()), sessions, Loads.BYTES, inFlight);
  }
}
