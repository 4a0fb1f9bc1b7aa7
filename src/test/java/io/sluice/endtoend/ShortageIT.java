package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.ClientCrowd;
import io.sluice.rig.Confines;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketException;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** This machine runs out of something: clients may feel it, endpoints are not blamed for it. */
@Timeout(90)
class ShortageIT {
  private static final String VIP = "10.77.0.1";
  private static final String FIRST = "10.77.1.2:80";
  private static final String SECOND = "10.77.2.2:80";
  private static final int LOCAL_PORTS = 10;
  private static final int EVENT_LOOPS = 2;

  /** Times that an event loop's accept is refused. */
  private static final int REFUSED = 3;

  private static final int WAITING = 12;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private ServerSocketChannel listening;

  /** Endpoints that never accept: the kernel finishes handshakes for them, and keeps bytes. */
  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    Namespace first = namespaces.create("first");
    Namespace second = namespaces.create("second");
    namespaces.connect(balancer, VIP + "/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", first, "10.77.1.2/24");
    namespaces.connect(balancer, "10.77.2.1/24", second, "10.77.2.2/24");
    listening = listen(first, "10.77.1.2");
    listen(second, "10.77.2.2");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  /** Every way that users can have their bytes relayed. */
  static Stream<String> dataPlanes() {
    Stream<String> byDescriptor =
        Stream.of("IoUring", "Epoll")
            .flatMap(
                transport ->
                    Stream.of("Off", "Auto", "Always")
                        .map(zeroCopy -> "transport: " + transport + ", zeroCopy: " + zeroCopy));
    return Stream.concat(byDescriptor, Stream.of("transport: Nio"));
  }

  @ParameterizedTest
  @MethodSource("dataPlanes")
  @Tag("F28")
  void withoutLocalPortsTowardsOneEndpointAnotherServes(String dataPlane) throws IOException {
    // Without TIME_WAIT: who asks for metrics shall not use the few ports up.
    balancer
        .run(
            "sysctl",
            "-qw",
            "net.ipv4.ip_local_port_range=50000 50009",
            "net.ipv4.tcp_max_tw_buckets=0")
        .requireSuccess();
    // The client keeps the first endpoint, whoever serves it while the ports are gone.
    Sluice sluice = start(dataPlane, "sessionAffinity: ClientIP", FIRST, SECOND + " weight=0");
    ClientCrowd crowd = crowd().grow(LOCAL_PORTS);
    sluice.awaitMetric(LOCAL_PORTS, "sluice_endpoint_connections_active", endpoint(FIRST));

    configure(dataPlane, "sessionAffinity: ClientIP", FIRST, SECOND);
    sluice.reload();
    crowd.grow(LOCAL_PORTS);
    sluice.awaitMetric(LOCAL_PORTS, "sluice_endpoint_connections_active", endpoint(SECOND));
    assertThat(failures(sluice, "local")).isEqualTo(LOCAL_PORTS);
    assertThat(sluice.metric("sluice_retries_total")).isEqualTo(LOCAL_PORTS);

    // Twenty connections over ten ports: each port serves towards both. Now none is left.
    assertTurnedAway();
    assertThat(closed(sluice, "out_of_resources")).isEqualTo(1);
    crowd.shrink(1);
    sluice.awaitMetric(LOCAL_PORTS - 1, "sluice_endpoint_connections_active", endpoint(FIRST));
    crowd.grow(1);
    sluice.awaitMetric(LOCAL_PORTS, "sluice_endpoint_connections_active", endpoint(FIRST));
    assertThat(sluice.metric("sluice_connect_failures_total"))
        .as("all of them for want of a port")
        .isEqualTo(failures(sluice, "local"));
    assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("dataPlanes")
  @Tag("F22")
  void withoutADescriptorForTheEndpointTheClientIsReset(String dataPlane) throws IOException {
    Sluice sluice = start(dataPlane, "", FIRST);
    ClientCrowd crowd = crowd().grow(1);
    SocketChannel served = listening.accept();
    exchange(crowd.latest(), served);

    sluice.process().leaveDescriptors(1);
    for (int refused = 1; refused <= 3; refused++) {
      assertTurnedAway();
    }
    sluice.process().limitDescriptors(1024);
    assertThat(closed(sluice, "out_of_resources")).isEqualTo(3);
    assertThat(failures(sluice, "local"))
        .isEqualTo(3)
        .isEqualTo(sluice.metric("sluice_connect_failures_total"));
    assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(1);
    exchange(crowd.latest(), served);
    crowd.grow(1);
    exchange(crowd.latest(), listening.accept());
  }

  @ParameterizedTest
  @MethodSource("dataPlanes")
  @Tag("F23")
  void whileTheSystemHasNoDescriptorsClientsWait(String dataPlane) throws IOException {
    configure(dataPlane, "", FIRST);
    // The admin endpoint accepts on a thread of its own, and is refused as often.
    Sluice sluice =
        start(
            Confines.injecting("accept,accept4", "error=ENFILE:when=2..%d".formatted(REFUSED + 1)));
    ClientCrowd crowd = crowd().grow(WAITING);
    sluice.awaitMetric(WAITING, "sluice_endpoint_connections_active", endpoint(FIRST));
    assertThat(refusals(sluice)).isBetween(1L, (long) EVENT_LOOPS * REFUSED);
    assertThat(sluice.metric("sluice_connect_failures_total")).isZero();
    assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(1);
    for (int i = 0; i < WAITING; i++) {
      listening.accept();
    }
    crowd.grow(1);
    exchange(crowd.latest(), listening.accept());
  }

  /** What the kernel lets a user watch is bounded (epoll(7), max_user_watches). */
  @Test
  void whereASocketCannotBeWatchedItsConnectionEndsAndNoOther() throws IOException {
    configure("transport: Epoll", "", FIRST);
    Sluice sluice =
        start(Confines.injecting("epoll_ctl", "error=ENOSPC:when=40..%d".formatted(39 + REFUSED)));
    Thread.ofVirtual().start(this::answer);
    int refused = 0;
    for (int i = 0; i < 40; i++) {
      refused += isAnswered() ? 0 : 1;
    }
    assertThat(refused).isBetween(1, EVENT_LOOPS * REFUSED);
    sluice.awaitMetric(0, "sluice_connections_active");
    assertThat(sluice.metric("sluice_endpoint_eligible")).isEqualTo(1);
    assertThat(sluice.process().log()).contains("socket not watched");
  }

  /** Whether a connection reaches its endpoint. */
  private boolean isAnswered() {
    try (SocketChannel connection = client.inside(SocketChannel::open)) {
      connection.connect(new InetSocketAddress(VIP, 8080));
      connection.write(ByteBuffer.wrap(new byte[] {1}));
      return connection.read(ByteBuffer.allocate(1)) == 1;
    } catch (IOException e) {
      return false; // reset, which connecting, writing and reading tell in different classes
    }
  }

  /** Answers a byte with a byte and closes, until the test is over. */
  private void answer() {
    while (true) {
      try (SocketChannel served = listening.accept()) {
        if (served.read(ByteBuffer.allocate(1)) == 1) {
          served.write(ByteBuffer.wrap(new byte[] {2}));
        }
      } catch (SocketException e) {
        // This one was refused.
      } catch (IOException e) {
        return;
      }
    }
  }

  /** One for each attempt: it is not tried again at once. */
  private static long refusals(Sluice sluice) {
    return sluice.process().log().lines().filter(line -> line.contains("accept failed")).count();
  }

  private static void exchange(SocketChannel client, SocketChannel endpoint) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {1}));
    assertThat(endpoint.read(ByteBuffer.allocate(1))).isEqualTo(1);
    endpoint.write(ByteBuffer.wrap(new byte[] {2}));
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
  }

  /** A client is reset, be it before its own connect has returned. */
  private void assertTurnedAway() {
    String told =
        client.inside(
            () -> {
              try (SocketChannel channel = SocketChannel.open(new InetSocketAddress(VIP, 8080))) {
                return "read " + channel.read(ByteBuffer.allocate(1));
              } catch (SocketException e) {
                return String.valueOf(e.getMessage());
              }
            });
    assertThat(told).contains("reset");
  }

  private ServerSocketChannel listen(Namespace namespace, String address) {
    return namespaces.with(
        namespace.inside(
            () -> ServerSocketChannel.open().bind(new InetSocketAddress(address, 80))));
  }

  private ClientCrowd crowd() {
    return namespaces.with(new ClientCrowd(client, VIP, 8080));
  }

  private static String endpoint(String address) {
    return "endpoint=\"" + address + "\"";
  }

  private static double failures(Sluice sluice, String reason) {
    return sluice.metric("sluice_connect_failures_total", "reason=\"" + reason + "\"");
  }

  private static double closed(Sluice sluice, String reason) {
    return sluice.metric("sluice_closed_total", "reason=\"" + reason + "\"");
  }

  private Sluice start(String dataPlane, String keys, String... endpoints) throws IOException {
    configure(dataPlane, keys, endpoints);
    return start(Confines.NONE);
  }

  private Sluice start(Confines confines) throws IOException {
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), confines, "run", "-f", file().toString()));
  }

  private void configure(String dataPlane, String keys, String... endpoints) throws IOException {
    Files.writeString(
        file(),
        """
        dataPlane: {%s, eventLoops: %d}
        shutdown: {drainTimeout: 100ms}
        services:
          - name: web
            vips: [%s]
            ports: [{port: 8080}]
            endpoints: [%s]
        %s
        """
            .formatted(dataPlane, EVENT_LOOPS, VIP, String.join(", ", endpoints), keys.indent(4)));
  }

  private Path file() {
    return folder.resolve("sluice.yaml");
  }
}
