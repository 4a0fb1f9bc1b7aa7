package io.sluice.core.tcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.metrics.ConnectionState;
import io.sluice.core.metrics.LiveConnection;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.metrics.PipeStatistics;
import io.sluice.core.metrics.RelayPath;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Certificates;
import io.sluice.core.rig.DataPath;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TaggedBytes;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.TlsPeer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Live connections can be listed, with the path of their bytes and why they take it. */
class ConnectionsIT {
  private static final int MANY = 300;
  private static final long STREAM = 8L << 20;

  private static LiveConnection only(Balancer balancer) {
    List<LiveConnection> all = balancer.loadBalancer().connections(10);
    assertThat(all).hasSize(1);
    return all.getFirst();
  }

  private static LiveConnection.Direction copy(long bytes, PathReason reason) {
    return new LiveConnection.Direction(bytes, RelayPath.COPY, reason);
  }

  private static long relayed(Balancer balancer, RelayPath path) {
    return balancer.statistics().relayedBytes().getOrDefault(path, 0L);
  }

  @Test
  void messagesAreCopiedAndAStreamIsSpliced() throws Exception {
    try (Rig rig = Rig.of(DataPath.EPOLL_ADAPTIVE)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      for (int i = 0; i < 10; i++) {
        served.receive(client.send(100));
      }
      balancer.awaitJoined(1);
      LiveConnection messages = only(balancer);
      assertThat(messages.servicePort().service().name()).isEqualTo("web");
      assertThat(messages.client()).isEqualTo("127.0.0.1:" + client.localPort());
      assertThat(messages.vip()).isEqualTo("127.0.0.1:" + balancer.address().getPort());
      assertThat(messages.endpoint()).isEqualTo("127.0.0.1:" + endpoint.address().getPort());
      assertThat(messages.state()).isEqualTo(ConnectionState.RELAYING);
      assertThat(messages.ageNanos()).isBetween(1L, Peer.PATIENCE.toNanos());
      assertThat(messages.fromClient()).isEqualTo(copy(1000, PathReason.MESSAGES));
      assertThat(messages.fromEndpoint()).isEqualTo(copy(0, PathReason.UNDECIDED));
      assertThat(balancer.statistics().relayedBytes())
          .isEqualTo(Map.of(RelayPath.COPY, 1000L, RelayPath.SPLICE, 0L));
      assertThat(balancer.loadBalancer().statistics().pipes()).isEqualTo(PipeStatistics.NONE);

      TaggedBytes stream = TaggedBytes.ofLength(STREAM);
      client.startSending(stream);
      served.receive(stream);
      LiveConnection streaming = only(balancer);
      assertThat(streaming.fromClient())
          .isEqualTo(
              new LiveConnection.Direction(1000 + STREAM, RelayPath.SPLICE, PathReason.STREAM));
      assertThat(streaming.fromEndpoint()).isEqualTo(copy(0, PathReason.UNDECIDED));
      long spliced = relayed(balancer, RelayPath.SPLICE);
      assertThat(spliced).isGreaterThan(STREAM / 2);
      assertThat(spliced + relayed(balancer, RelayPath.COPY)).isEqualTo(1000 + STREAM);
      PipeStatistics pipes = balancer.loadBalancer().statistics().pipes();
      assertThat(pipes.open()).isPositive();
      assertThat(pipes.capacityBytes()).isGreaterThanOrEqualTo(64 * 1024);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "NIO_CHANNELS, COPY, TRANSPORT",
    "EPOLL_COPY, COPY, ZERO_COPY_OFF",
    "EPOLL_SPLICE, SPLICE, ZERO_COPY_ALWAYS",
    "EPOLL_ADAPTIVE, COPY, MESSAGES"
  })
  void pathFollowsFromTheConfiguration(DataPath path, RelayPath expected, PathReason reason)
      throws Exception {
    try (Rig rig = Rig.of(path)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      served.receive(client.send(100));
      client.receive(served.send(200));
      LiveConnection live = only(balancer);
      assertThat(live.fromClient()).isEqualTo(new LiveConnection.Direction(100, expected, reason));
      assertThat(live.fromEndpoint())
          .isEqualTo(new LiveConnection.Direction(200, expected, reason));
    }
  }

  @Test
  void tlsIsCopiedByChannels(@TempDir Path folder) throws Exception {
    Certificates certificates = Certificates.in(folder);
    Tls.Termination termination =
        new Tls.Termination(
            List.of(certificates.issue("first", "DNS:first.example")),
            Tls.ClientCertificates.NONE,
            null,
            List.of(),
            Tls.Version.TLS_1_2,
            Duration.ofSeconds(4));
    Setup setup =
        Setup.of(DataPath.EPOLL_ADAPTIVE)
            .traffic(TrafficSettings.DEFAULT.with(new Tls(termination, null)));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      TlsPeer client =
          TlsPeer.client(balancer.connect(), certificates.client(), "first.example").handshake();
      Peer served = endpoint.accept();
      served.receive(client.send(100));
      client.receive(served.send(200));
      LiveConnection live = only(balancer);
      assertThat(live.fromClient().path()).isEqualTo(RelayPath.COPY);
      assertThat(live.fromClient().reason()).isEqualTo(PathReason.TLS);
      assertThat(live.fromEndpoint()).isEqualTo(copy(200, PathReason.TLS));
      assertThat(live.vip()).isEqualTo("127.0.0.1:" + balancer.address().getPort());
    }
  }

  @Test
  void directionThatIsOverSaysSo() throws Exception {
    try (Rig rig = Rig.of(DataPath.EPOLL_ADAPTIVE)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer client = balancer.connect();
      Peer served = endpoint.accept();
      TaggedBytes last = client.send(100);
      client.sendFin();
      served.receiving(last).allThenEnding();
      await()
          .atMost(Peer.PATIENCE)
          .until(() -> only(balancer).state() == ConnectionState.HALF_CLOSED);
      assertThat(only(balancer).fromClient()).isEqualTo(copy(100, PathReason.ENDED));
      served.sendFin();
    }
  }

  @Test
  void theNewestOfManyAreListedAndNoneTwice() throws Exception {
    try (Rig rig = Rig.of(DataPath.EPOLL_ADAPTIVE)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      List<String> clients = new ArrayList<>();
      for (int i = 1; i <= MANY; i++) {
        clients.add("127.0.0.1:" + balancer.connect().localPort());
        balancer.awaitJoined(i);
      }
      List<LiveConnection> all = balancer.loadBalancer().connections(10_000);
      assertThat(all.stream().map(LiveConnection::client))
          .containsExactlyElementsOf(clients.reversed());
      assertThat(all.stream().map(LiveConnection::ageNanos)).isSorted();
      Set<String> newest = new HashSet<>(clients.subList(MANY - 5, MANY));
      assertThat(balancer.loadBalancer().connections(5).stream().map(LiveConnection::client))
          .containsExactlyInAnyOrderElementsOf(newest);
    }
  }
}
