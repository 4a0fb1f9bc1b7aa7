package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** More clients at once than anybody asked for: none is lost, and others are served meanwhile. */
@Timeout(90)
class FloodIT {
  private static final String VIP = "10.77.0.1";
  private static final String CLIENT = "10.77.0.2";
  private static final String ENDPOINT = "10.77.1.2";
  private static final String FLOODER = "10.77.2.2";
  private static final int MOST_WAITING = 65_535;
  private static final int AT_ONCE = 2000;
  private static final int BATCH = 250;

  /** As many as wait in the kernel for two event loops. */
  private static final int UNFAIR = 2 * 4096;

  private static final int PROBES = 20;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace endpoint;
  private Namespace flooder;
  private ServerSocketChannel other;

  /** The endpoint takes whoever comes and reads nothing, but for port 81, which tests play. */
  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    endpoint = namespaces.create("endpoint");
    namespaces.connect(balancer, VIP + "/24", client, CLIENT + "/24");
    namespaces.connect(balancer, "10.77.1.1/24", endpoint, ENDPOINT + "/24");
    flooder = namespaces.create("flooder");
    namespaces.connect(balancer, "10.77.2.1/24", flooder, FLOODER + "/24");
    flooder.ip("route", "add", VIP, "via", "10.77.2.1");
    endpoint.run("sysctl", "-qw", "net.core.somaxconn=65535").requireSuccess();
    listen(80);
    other = listen(81);
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F33")
  void noneOfManyAtOnceIsLostAndOthersAreServedMeanwhile(String transport) throws IOException {
    Sluice sluice = start(transport);
    SocketChannel early = connect(8081);
    SocketChannel served = other.accept();
    List<SocketChannel> storm = client.inside(FloodIT::connectAtOnce);
    exchange(early, served);
    exchange(connect(8081), other.accept());
    assertThat(sluice.isLive()).isTrue();
    for (SocketChannel each : storm) {
      each.configureBlocking(true);
      assertThat(each.finishConnect()).isTrue();
      namespaces.with(each);
    }
    sluice.awaitMetric(AT_ONCE, "sluice_connections_active", "service=\"web\"");
    sluice.awaitMetric(AT_ONCE, "sluice_endpoint_connections_active", "service=\"web\"");
    assertThat(counter("TcpExtListenOverflows")).isZero();
    assertThat(sluice.metric("sluice_closed_total")).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F35")
  void floodedListenerLeavesTurnsToOthers(String transport) throws Exception {
    Sluice sluice = start(transport);
    AtomicInteger flooded = new AtomicInteger();
    AtomicBoolean isOver = new AtomicBoolean();
    CompletableFuture<Integer> flood =
        CompletableFuture.supplyAsync(() -> flooder.inside(() -> flood(flooded, isOver)));
    try {
      for (int i = 0; i < PROBES || flooded.get() < AT_ONCE; i++) {
        int before = flooded.get();
        exchange(connect(8081), other.accept());
        assertThat(flooded.get() - before).as("clients of the flood overtook").isLessThan(UNFAIR);
        if (i % 5 == 0) {
          assertThat(sluice.isLive()).isTrue();
        }
      }
    } finally {
      isOver.set(true);
    }
    flood.get(20, TimeUnit.SECONDS);
    sluice.awaitMetric(0, "sluice_connections_active", "service=\"web\"");
  }

  @ParameterizedTest
  @ValueSource(strings = "IoUring")
  @Tag("F34")
  void clientsGetThroughAFloodOfSyns(String transport) throws IOException {
    balancer.run("sysctl", "-qw", "net.ipv4.tcp_syncookies=1").requireSuccess();
    // The answers to invented addresses go out, to nobody.
    balancer.ip("route", "add", "default", "via", FLOODER);
    start(transport);
    Process hping =
        flooder
            .command(List.of("hping3", "-q", "-S", "--flood", "--rand-source", "-p", "8081", VIP))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    namespaces.with(hping::destroy);
    await().until(() -> counter("TcpExtSyncookiesSent") > 0);
    for (int i = 0; i < PROBES; i++) {
      exchange(connect(8081), other.accept());
    }
    assertThat(hping.isAlive()).isTrue();
  }

  /** All of them have sent their SYN before the first looks for an answer. */
  private static List<SocketChannel> connectAtOnce() throws IOException {
    List<SocketChannel> all = new ArrayList<>();
    for (int i = 0; i < AT_ONCE; i++) {
      SocketChannel each = SocketChannel.open();
      each.configureBlocking(false);
      each.connect(new InetSocketAddress(VIP, 8080));
      all.add(each);
    }
    return all;
  }

  /** Connects in batches, and leaves with resets, until it is told that it is over. */
  private static int flood(AtomicInteger flooded, AtomicBoolean isOver) throws IOException {
    while (!isOver.get()) {
      List<SocketChannel> batch = new ArrayList<>();
      for (int i = 0; i < BATCH; i++) {
        SocketChannel each = SocketChannel.open();
        each.setOption(StandardSocketOptions.SO_LINGER, 0);
        each.configureBlocking(false);
        each.connect(new InetSocketAddress(VIP, 8080));
        batch.add(each);
      }
      for (SocketChannel each : batch) {
        each.configureBlocking(true);
        each.finishConnect();
        each.close();
      }
      flooded.addAndGet(BATCH);
    }
    return flooded.get();
  }

  private static void exchange(SocketChannel client, SocketChannel endpoint) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {1}));
    assertThat(endpoint.read(ByteBuffer.allocate(1))).isEqualTo(1);
    endpoint.write(ByteBuffer.wrap(new byte[] {2}));
    assertThat(client.read(ByteBuffer.allocate(1))).isEqualTo(1);
  }

  private SocketChannel connect(int port) {
    return namespaces.with(
        client.inside(() -> SocketChannel.open(new InetSocketAddress(VIP, port))));
  }

  private long counter(String name) {
    String line = balancer.run("nstat", "-asz", name).requireSuccess().out();
    return Long.parseLong(line.replaceAll("(?s).*" + name + "\\s+(\\d+).*", "$1"));
  }

  private ServerSocketChannel listen(int port) {
    return namespaces.with(
        endpoint.inside(
            () ->
                ServerSocketChannel.open()
                    .bind(new InetSocketAddress(ENDPOINT, port), MOST_WAITING)));
  }

  private Sluice start(String transport) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %1$s, eventLoops: 2}
        shutdown: {drainTimeout: 100ms}
        services:
          - {name: web, vips: [%2$s], ports: [{port: 8080}], endpoints: ["%3$s:80"]}
          - name: other
            vips: [%2$s]
            ports: [{port: 8081}]
            endpoints: ["%3$s:81"]
            listening: {backlog: 256}
        """
            .formatted(transport, VIP, ENDPOINT));
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), "run", "-f", file.toString()));
  }
}
