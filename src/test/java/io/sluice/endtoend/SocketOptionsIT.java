package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.ClientCrowd;
import io.sluice.rig.Confines;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.ServerProcess;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Socket options as the kernel shows them, from the configuration on. */
@Timeout(90)
class SocketOptionsIT {
  private static final String VIP = "10.77.0.1";
  private static final String ENDPOINT = "10.77.1.2";

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace endpoint;
  private ServerSocketChannel listening;

  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    endpoint = namespaces.create("endpoint");
    namespaces.connect(balancer, VIP + "/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", endpoint, ENDPOINT + "/24");
    balancer.ip("addr", "add", "10.77.1.9/24", "dev", "link1");
    listening =
        namespaces.with(
            endpoint.inside(
                () -> ServerSocketChannel.open().bind(new InetSocketAddress(ENDPOINT, 80))));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  void optionsAreOnTheSocketsAndChangeInPlace(String transport) throws IOException {
    Sluice sluice =
        start(
            transport,
            """
            listening: {backlog: 77, fastOpen: 16, deferAccept: 0s, device: link0, mark: 7}
            clientKeepalive: {idle: 30s, interval: 5s, probes: 3, userTimeout: 20s}
            endpointKeepalive: {idle: 40s, interval: 5s, probes: 3, userTimeout: 20s}
            endpointSockets: {device: link1, mark: 9}
            sourceAddress: 10.77.1.9
            """);
    String listener = sockets("-ltne", "sport = :8080");
    assertThat(listener.lines()).isNotEmpty().allMatch(line -> line.contains(" 77 "), listener);
    assertThat(listener.lines())
        .allMatch(line -> line.contains(VIP + "%link0:8080") && line.contains("fwmark:0x7"));

    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(1);
    SocketChannel served = listening.accept();
    assertThat(served.getRemoteAddress().toString()).startsWith("/10.77.1.9:");
    assertThat(sockets("-tnoe", "sport = :8080"))
        .as("taken over from the listening socket")
        .containsPattern("timer:\\(keepalive,(2[0-9]|30)[^)]*\\).* fwmark:0x7");
    assertThat(sockets("-tnoe", "dport = :80"))
        .containsPattern("timer:\\(keepalive,(3[0-9]|40)[^)]*\\).* fwmark:0x9");

    // maxConnections is 1: this one is in the queue of the listening socket while that changes.
    crowd.grow(1);
    configure(
        transport,
        """
        listening: {backlog: 99, mark: 8}
        clientKeepalive: {idle: 300s}
        """);
    sluice.reload();
    String changed = sockets("-ltne", "sport = :8080");
    assertThat(changed.lines())
        .isNotEmpty()
        .allMatch(line -> line.contains(" 99 ") && line.contains("fwmark:0x8"), changed)
        .noneMatch(line -> line.contains("%link"));
    crowd.shrink(1);
    listening.accept();
    crowd.grow(1).shrink(1);
    listening.accept();
    assertThat(sluice.metric("sluice_connections_total")).isEqualTo(3);
    assertThat(sockets("-tnoe", "sport = :8080")).containsPattern("timer:\\(keepalive,[45]min");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  void clientThatSaysNothingIsNotAcceptedWhileAcceptIsDeferred(String transport)
      throws IOException {
    Sluice sluice = start(transport, "listening: {deferAccept: 60s}");
    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(2);
    crowd.latest().write(ByteBuffer.wrap(new byte[] {1}));
    listening.accept();
    assertThat(sluice.metric("sluice_connections_total")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  void bytesTravelWithTheSynOnBothSides(String transport) throws IOException {
    for (Namespace namespace : new Namespace[] {balancer, client, endpoint}) {
      namespace.run("sysctl", "-qw", "net.ipv4.tcp_fastopen=3").requireSuccess();
    }
    start(
        transport,
        """
        listening: {fastOpen: 16}
        endpointSockets: {fastOpen: true}
        proxyProtocol: {send: V2}
        """);
    Path folderOfServer = folder.resolve("server");
    Files.createDirectories(folderOfServer);
    listening.close();
    namespaces.with(fastOpenServer(folderOfServer));
    // The first connection of each side brings the cookie, the second uses it.
    for (int i = 0; i < 3; i++) {
      await()
          .atMost(Duration.ofSeconds(10))
          .until(
              () ->
                  client
                      .run(
                          "curl",
                          "-sS",
                          "--tcp-fastopen",
                          "--max-time",
                          "5",
                          "http://" + VIP + ":8080/")
                      .out(),
              answer -> answer.contains("fast"));
    }
    assertThat(counter(balancer, "TcpExtTCPFastOpenPassive")).isPositive();
    assertThat(counter(endpoint, "TcpExtTCPFastOpenPassive")).isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F20")
  void vanishedPeersAreFoundOutInTheConfiguredTime(String transport) throws IOException {
    Sluice sluice =
        start(
            transport,
            """
            clientKeepalive: {idle: 1s, interval: 1s, probes: 2}
            endpointKeepalive: {userTimeout: 2s}
            """);
    ClientCrowd crowd = namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(1);
    listening.accept();
    client.filterInput("drop");
    long begin = System.nanoTime();
    sluice.awaitMetric(1, "sluice_closed_total", "reason=\"client_reset\"");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
    client.clearFilters();

    crowd.grow(1);
    listening.accept();
    endpoint.filterInput("drop");
    crowd.latest().write(ByteBuffer.wrap(new byte[] {1}));
    begin = System.nanoTime();
    sluice.awaitMetric(1, "sluice_closed_total", "reason=\"endpoint_reset\"");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(20));
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F41")
  void freebindListensAtAnAddressThatComesLater(String transport) throws IOException {
    configure(transport, "listening: {freebind: true}", "192.0.2.7");
    namespaces.with(Sluice.start(balancer, folder.resolve("log"), "run", "-f", file().toString()));
    assertThat(sockets("-ltn", "sport = :8080")).contains("192.0.2.7:8080");
    balancer.ip("addr", "add", "192.0.2.7/32", "dev", "lo");
    client.ip("route", "add", "192.0.2.7/32", "via", VIP);
    namespaces.with(new ClientCrowd(client, "192.0.2.7", 8080)).grow(1);
    assertThat(listening.accept().isConnected()).isTrue();
  }

  @Test
  void interfaceThatIsMissingIsNamed() throws IOException {
    configure("Epoll", "listening: {device: eth77}");
    assertThat(refusal()).contains("10.77.0.1:8080", "default/web", "no network interface eth77");
    configure("Epoll", "endpointSockets: {device: eth77}");
    assertThat(refusal()).contains("default/web", "no network interface eth77");
  }

  @Test
  void nioRefusesWhatWouldChangeTheWayOfTrafficAndWarnsOfTheRest() throws IOException {
    configure("Nio", "sourceAddress: Client\nlistening: {device: link0}");
    assertThat(refusal()).contains("listening.device, sourceAddress: Client", "use Epoll");
    Sluice sluice = start("Nio", "listening: {deferAccept: 3s}\nclientKeepalive: {idle: 30s}");
    assertThat(sluice.process().log()).contains("listening.deferAccept");
    namespaces.with(new ClientCrowd(client, VIP, 8080)).grow(1);
    listening.accept();
    assertThat(sockets("-tno", "sport = :8080")).contains("timer:(keepalive,");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  void hundredPortsOfARangeListenAndRelay(String transport) throws IOException {
    Files.writeString(
        file(),
        """
        dataPlane: {transport: %s}
        services:
          - name: web
            vips: [%s]
            ports: [{port: 8000-8099, targetPort: app}]
            endpoints: [{address: %s, ports: {app: 80}}]
        """
            .formatted(transport, VIP, ENDPOINT));
    Sluice sluice =
        namespaces.with(
            Sluice.start(
                balancer,
                folder.resolve("log"),
                Confines.ofOpenFiles(1024),
                "run",
                "-f",
                file().toString()));
    // An eighth of the descriptors is room for one socket a port, not for one on each event loop.
    assertThat(sockets("-ltn", "sport >= :8000 and sport <= :8099").lines()).hasSize(100);
    for (int port = 8000; port < 8100; port++) {
      namespaces.with(new ClientCrowd(client, VIP, port)).grow(1);
      listening.accept();
    }
    assertThat(sluice.metric("sluice_connections_active")).isEqualTo(100);
  }

  private ServerProcess fastOpenServer(Path folderOfServer) throws IOException {
    return Nginx.start(
        endpoint,
        folderOfServer,
        """
        daemon off;
        user root;
        worker_processes 1;
        pid PREFIX/nginx.pid;
        error_log stderr warn;
        events { worker_connections 64; }
        http {
          access_log off;
          client_body_temp_path PREFIX/body;
          proxy_temp_path PREFIX/proxy;
          fastcgi_temp_path PREFIX/fastcgi;
          uwsgi_temp_path PREFIX/uwsgi;
          scgi_temp_path PREFIX/scgi;
          server {
            listen 80 fastopen=16 proxy_protocol;
            location / { return 200 "fast\\n"; }
          }
        }
        """);
  }

  private static long counter(Namespace namespace, String name) {
    String line = namespace.run("nstat", "-asz", name).requireSuccess().out();
    return Long.parseLong(line.replaceAll("(?s).*" + name + "\\s+(\\d+).*", "$1"));
  }

  private String sockets(String options, String filter) {
    String all = balancer.run("ss", "-H" + options.substring(1), filter).requireSuccess().out();
    // IPv4 addresses of sockets that speak IPv6 too
    return all.replaceAll("\\[::ffff:([0-9.]+)]", "$1");
  }

  private String refusal() {
    Output output =
        balancer.run(Sluice.command("run", "-f", file().toString()).toArray(String[]::new));
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    return output.err();
  }

  private Path file() {
    return folder.resolve("sluice.yaml");
  }

  private Sluice start(String transport, String keys) throws IOException {
    configure(transport, keys);
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), "run", "-f", file().toString()));
  }

  private void configure(String transport, String keys) throws IOException {
    configure(transport, keys, VIP);
  }

  private void configure(String transport, String keys, String vip) throws IOException {
    Files.writeString(
        file(),
        """
        dataPlane: {transport: %s, eventLoops: 2}
        limits: {maxConnections: %d}
        services:
          - name: web
            vips: [%s]
            ports: [{port: 8080}]
            endpoints: ["%s:80"]
        %s
        """
            .formatted(
                transport,
                keys.contains("mark") ? 1 : 100,
                vip,
                ENDPOINT,
                keys.strip().indent(4).stripTrailing()));
  }
}
