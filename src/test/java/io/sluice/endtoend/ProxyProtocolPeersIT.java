package io.sluice.endtoend;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.config.ConfigurationLoader;
import io.sluice.config.LoadResult;
import io.sluice.config.model.Configuration;
import io.sluice.config.model.IpAddress;
import io.sluice.core.LoadBalancer;
import io.sluice.core.metrics.CloseReason;
import io.sluice.rig.Haproxy;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** PROXY headers between the load balancer and others' implementations, on both sides. */
@Timeout(60)
class ProxyProtocolPeersIT {
  private static final String CLIENT = "127.0.9.9";
  private static final String FRONT = "127.0.0.2:8080";
  private static final String VIP = "127.0.0.1";
  private static final String BEHIND = "127.0.1.1:80";

  /** Answers with whom the header has named; Debian's nginx takes versions 1 and 2. */
  private static final String NGINX_BEHIND =
      """
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      events { worker_connections 100; }
      http {
        access_log off;
        client_body_temp_path PREFIX/body;
        proxy_temp_path PREFIX/proxy;
        fastcgi_temp_path PREFIX/fastcgi;
        uwsgi_temp_path PREFIX/uwsgi;
        scgi_temp_path PREFIX/scgi;
        server {
          listen 127.0.1.1:80 proxy_protocol;
          location / { return 200 "$proxy_protocol_addr $proxy_protocol_server_addr\\n"; }
        }
      }
      """;

  private static final String NGINX_FRONT =
      """
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      load_module /usr/lib/nginx/modules/ngx_stream_module.so;
      events { worker_connections 100; }
      stream {
        server { listen 127.0.0.2:8080; proxy_pass 127.0.0.1:8080; proxy_protocol on; }
      }
      """;

  private static final String HAPROXY_BEHIND =
      """
      frontend behind
        mode http
        bind 127.0.1.1:80 accept-proxy
        http-request return status 200 content-type text/plain lf-string "%[src] %[dst]\\n"
      """;

  private static final String HAPROXY_FRONT =
      """
      listen front
        mode tcp
        bind 127.0.0.2:8080
        server sluice 127.0.0.1:8080 SEND
      """;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;

  @BeforeEach
  void createHost() {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @CsvSource({
    "IoUring, send-proxy-v2 proxy-v2-options crc32c, V2",
    "Epoll, send-proxy-v2 proxy-v2-options crc32c, V2",
    "Nio, send-proxy-v2 proxy-v2-options crc32c, V1",
    "IoUring, send-proxy, V1",
    "Epoll, send-proxy, V2",
    "Nio, send-proxy, V2",
  })
  void nginxIsToldTheClientOfHaproxy(String transport, String haproxySends, String send)
      throws Exception {
    namespaces.with(
        Haproxy.start(host, folder.resolve("front"), HAPROXY_FRONT.replace("SEND", haproxySends)));
    namespaces.with(Nginx.start(host, folder.resolve("behind"), NGINX_BEHIND));
    balance(transport, settings("Any", send));
    assertThat(answerAt(FRONT)).isEqualTo(CLIENT + " 127.0.0.2");
  }

  @ParameterizedTest
  @CsvSource({"IoUring, V1", "Epoll, V2", "Nio, V1"})
  void haproxyIsToldTheClientOfNginx(String transport, String send) throws Exception {
    namespaces.with(Nginx.start(host, folder.resolve("front"), NGINX_FRONT));
    namespaces.with(Haproxy.start(host, folder.resolve("behind"), HAPROXY_BEHIND));
    balance(transport, settings("V1", send));
    assertThat(answerAt(FRONT)).isEqualTo(CLIENT + " 127.0.0.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"V1", "V2"})
  void otherImplementationsAreToldTheClient(String send) throws Exception {
    namespaces.with(Haproxy.start(host, folder.resolve("behind"), HAPROXY_BEHIND));
    LoadBalancer balancer = balance("Epoll", settings("Off", send));
    assertThat(answerAt(VIP + ":8080")).isEqualTo(CLIENT + " " + VIP);
    balancer.close();
  }

  /** HAProxy's checks speak for nobody. */
  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F103")
  void healthChecksOfHaproxyPass(String transport) throws Exception {
    String server = "check inter 200ms check-send-proxy send-proxy-v2\n  option httpchk GET /";
    namespaces.with(
        Haproxy.start(host, folder.resolve("front"), HAPROXY_FRONT.replace("SEND", server)));
    namespaces.with(Nginx.start(host, folder.resolve("behind"), NGINX_BEHIND));
    LoadBalancer balancer = balance(transport, settings("V2", "V2"));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> closed(balancer, CloseReason.FINISHED), count -> count > 2);
    assertThat(answerAt(FRONT)).isEqualTo(CLIENT + " 127.0.0.2");
    assertThat(closed(balancer, CloseReason.PROXY_INVALID)).isZero();
  }

  /** Also where what follows it could be spliced at once. */
  @ParameterizedTest
  @CsvSource({"IoUring, Always", "IoUring, Off", "Epoll, Always", "Epoll, Off", "Nio, Auto"})
  @Tag("F104")
  void headerThatTheSendBufferDoesNotHoldIsWhole(String transport, String zeroCopy)
      throws Exception {
    // One segment at a time, of half the endpoint's window at the most.
    host.run("sysctl", "-qw", "net.ipv4.tcp_wmem=1 1 1").requireSuccess();
    String settings =
        "{send: V2, tlvs: [{type: 0xE0, value: %s}, {type: 0xE1, value: %s}], checksum: true}"
            .formatted("a".repeat(1024), "b".repeat(1024));
    try (ServerSocketChannel listening = host.inside(ServerSocketChannel::open)) {
      listening.setOption(StandardSocketOptions.SO_RCVBUF, 2_048);
      listening.bind(IpAddress.parse("127.0.1.1").toSocketAddress(80));
      balance(transport + ", zeroCopy: " + zeroCopy, settings);
      try (SocketChannel client = host.inside(SocketChannel::open)) {
        client.connect(IpAddress.parse(VIP).toSocketAddress(8080));
        byte[] payload = "payload ".repeat(500).getBytes(StandardCharsets.US_ASCII);
        Thread sending = Thread.ofVirtual().start(() -> send(client, payload));
        try (SocketChannel served = listening.accept()) {
          InputStream in = served.socket().getInputStream();
          byte[] header = in.readNBytes(28 + 7 + 2 * 1027);
          assertThat(new String(header, 28 + 7 + 3, 1024, StandardCharsets.US_ASCII))
              .isEqualTo("a".repeat(1024));
          assertThat(header[header.length - 1]).isEqualTo((byte) 'b');
          assertThat(in.readNBytes(payload.length)).isEqualTo(payload);
        }
        sending.join();
      }
    }
  }

  private static void send(SocketChannel channel, byte[] bytes) {
    try {
      for (ByteBuffer left = ByteBuffer.wrap(bytes); left.hasRemaining(); ) {
        channel.write(left);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private String answerAt(String address) {
    String[] command = {
      "curl", "-sf", "--max-time", "5", "--interface", CLIENT, "http://" + address + "/"
    };
    return await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> host.run(command), Output::isSuccess)
        .out()
        .strip();
  }

  private LoadBalancer balance(String transport, String proxyProtocol) throws Exception {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s}
        services:
          - name: web
            vips: [%s]
            ports: [{port: 8080}]
            endpoints: ["%s"]
            proxyProtocol: %s
        """
            .formatted(transport, VIP, BEHIND, proxyProtocol));
    LoadResult loaded = ConfigurationLoader.load(List.of(file), Map.of());
    assertThat(loaded.problems()).isEmpty();
    Configuration configuration = requireNonNull(loaded.configuration());
    LoadBalancer balancer = host.inside(() -> LoadBalancer.start(configuration));
    namespaces.with(balancer::close);
    return balancer;
  }

  private static String settings(String accept, String send) {
    return "{accept: %s, trusted: [127.0.0.0/8], send: %s, checksum: %s}"
        .formatted(accept, send, send.equals("V2"));
  }

  private static long closed(LoadBalancer balancer, CloseReason reason) {
    return balancer.statistics().servicePorts().getFirst().closed().getOrDefault(reason, 0L);
  }
}
