package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Confines;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Many services in the memory that the launcher gives. */
@Timeout(120)
class LargeConfigurationIT {
  private static final int SERVICES = 10_000;
  private static final int ENDPOINTS = 10;
  private static final int RELOADS = 4;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;

  @BeforeEach
  void create() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @Test
  @Tag("F46")
  void tenThousandServicesAreReloadedWhileOthersAreServed() throws IOException {
    ServerSocketChannel endpoint =
        namespaces.with(
            balancer.inside(
                () ->
                    ServerSocketChannel.open()
                        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 81))));
    Path file = write(1);
    Sluice sluice =
        namespaces.with(
            Sluice.start(
                balancer,
                folder.resolve("log"),
                Confines.ofJvm("-Xmx512m", "-XX:+ExitOnOutOfMemoryError"),
                "run",
                "-f",
                file.toString()));
    SocketChannel client =
        namespaces.with(
            balancer.inside(
                () ->
                    SocketChannel.open(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 80))));
    SocketChannel served = namespaces.with(endpoint.accept());
    for (int i = 0; i < RELOADS; i++) {
      exchange(client, served);
      write(2 + i);
      assertThat(reload()).contains("\"applied\"");
    }
    exchange(client, served);
    sluice.process().requireAlive();
    assertThat(sluice.process().log()).contains("generation=" + (1 + RELOADS));
  }

  private String reload() {
    return balancer
        .run("curl", "-sf", "-X", "POST", "http://127.0.0.1:9900/api/v1/reload")
        .requireSuccess()
        .out();
  }

  /** One endpoint in the midst has this weight. */
  private Path write(int weight) throws IOException {
    StringBuilder text =
        new StringBuilder(
            """
            dataPlane: {eventLoops: 1}
            shutdown: {drainTimeout: 100ms}
            services:
              - {name: web, vips: [127.0.0.1], ports: [{port: 80}], endpoints: ["127.0.0.1:81"]}
            """);
    for (int i = 0; i < SERVICES; i++) {
      text.append("  - {name: s%d, vips: [127.0.0.1], ports: [{port: %d}]".formatted(i, 20_000 + i))
          .append(", endpoints: [")
          .append(endpoints(i, i == SERVICES / 2 ? weight : 1))
          .append("]}\n");
    }
    return Files.writeString(folder.resolve("sluice.yaml"), text);
  }

  private static String endpoints(int service, int lastWeight) {
    String network = "10." + service / 250 + "." + service % 250 + ".";
    return String.join(
            ", ", IntStream.rangeClosed(1, ENDPOINTS).mapToObj(i -> network + i + ":80").toList())
        + " weight="
        + lastWeight;
  }

  private static void exchange(SocketChannel client, SocketChannel endpoint) throws IOException {
    client.write(ByteBuffer.wrap(new byte[] {1}));
    assertThat(endpoint.read(ByteBuffer.allocate(1))).isEqualTo(1);
  }
}
