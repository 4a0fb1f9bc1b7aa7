package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.ServerProcess;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** curl, Sluice and nginx over unix sockets, from the configuration on. */
@Timeout(90)
class UnixSocketsIT {
  private static final int LARGE = 20 << 20;

  private static final String NGINX =
      """
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      events {}
      http {
        access_log off;
        default_type text/plain;
        client_max_body_size 0;
        client_body_temp_path PREFIX/body;
        proxy_temp_path PREFIX/proxy;
        fastcgi_temp_path PREFIX/fastcgi;
        uwsgi_temp_path PREFIX/uwsgi;
        scgi_temp_path PREFIX/scgi;
        server {
          listen unix:PREFIX/plain.sock;
          location = / { return 200 "plain\\n"; }
          location /files/ { alias PREFIX/files/; }
        }
        server {
          listen unix:PREFIX/proxied.sock proxy_protocol;
          location = / { return 200 "$proxy_protocol_addr $proxy_protocol_server_port\\n"; }
        }
      }
      """;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;
  private Path file;

  @BeforeEach
  void start() throws IOException {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
    Path files = folder.resolve("nginx/files");
    Files.createDirectories(files);
    Files.write(files.resolve("large"), new byte[LARGE]);
    ServerProcess nginx = namespaces.with(Nginx.start(host, folder.resolve("nginx"), NGINX));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(
            () -> {
              nginx.requireAlive();
              return Files.exists(folder.resolve("nginx/proxied.sock"));
            });
    file = folder.resolve("sluice.yaml");
    configure("listen: [unix:FOLDER/web.sock]");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  private void configure(String listen) throws IOException {
    String text =
        """
        services:
          - name: web
            vips: [127.0.0.1]
            ports: [{port: 8080, LISTEN}]
            endpoints: [unix:FOLDER/absent.sock, unix:FOLDER/nginx/plain.sock]
          - name: proxied
            vips: [127.0.0.1]
            ports: [{port: 8081, listen: [unix:FOLDER/proxied.sock]}]
            endpoints: [unix:FOLDER/nginx/proxied.sock]
            proxyProtocol: {send: V2}
        """;
    Files.writeString(file, text.replace("LISTEN", listen).replace("FOLDER", folder.toString()));
  }

  private Sluice balance() throws IOException {
    return namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
  }

  private Output curl(String socket, String url, String... more) {
    return host.run(
        concat(
            new String[] {"curl", "-sS", "--max-time", "20", "--unix-socket"},
            new String[] {folder.resolve(socket).toString(), url},
            more));
  }

  private static String[] concat(String[]... parts) {
    return Arrays.stream(parts).flatMap(Arrays::stream).toArray(String[]::new);
  }

  @Test
  void requestsPassFromSocketToSocket() throws IOException {
    Sluice sluice = balance();
    for (int i = 0; i < 4; i++) {
      assertThat(curl("web.sock", "http://web/").requireSuccess().out()).isEqualTo("plain\n");
    }
    assertThat(host.run("curl", "-sS", "http://127.0.0.1:8080/").requireSuccess().out())
        .isEqualTo("plain\n");
    Output large =
        curl("web.sock", "http://web/files/large", "-o", "/dev/null", "-w", "%{size_download}");
    assertThat(large.requireSuccess().out()).isEqualTo(Integer.toString(LARGE));
    assertThat(sluice.metric("sluice_connect_failures_total", "reason=\"refused\"")).isPositive();
    assertThat(
            sluice.metric(
                "sluice_endpoint_connections_total",
                "endpoint=\"unix:" + folder.resolve("nginx/plain.sock") + "\""))
        .isEqualTo(6);
  }

  @Test
  void endpointIsToldOfTcpClientsAndOfNoUnixClient() throws IOException {
    balance();
    assertThat(host.run("curl", "-sS", "http://127.0.0.1:8081/").requireSuccess().out())
        .isEqualTo("127.0.0.1 8081\n");
    assertThat(curl("proxied.sock", "http://web/").requireSuccess().out()).isEqualTo(" \n");
  }

  @Test
  void reloadMovesTheSocketAndTheEndRemovesIt() throws IOException {
    Sluice sluice = balance();
    configure("listen: [unix:FOLDER/moved.sock]");
    sluice.reload();
    assertThat(folder.resolve("web.sock")).doesNotExist();
    assertThat(curl("moved.sock", "http://web/").requireSuccess().out()).isEqualTo("plain\n");
    sluice.process().signal("TERM");
    sluice.process().awaitExit();
    assertThat(folder.resolve("moved.sock")).doesNotExist();
  }

  @Test
  void processThatWasKilledLeavesAFileThatItsSuccessorReplaces() throws IOException {
    Sluice killed = balance();
    killed.process().signal("KILL");
    killed.process().awaitExit();
    assertThat(folder.resolve("web.sock")).exists();
    balance();
    assertThat(curl("web.sock", "http://web/").requireSuccess().out()).isEqualTo("plain\n");
  }

  @Test
  void secondProcessLeavesTheSocketOfTheFirstAlone() throws IOException {
    balance();
    Path other = folder.resolve("other.yaml");
    Files.writeString(
        other,
        """
        admin: {listen: off}
        services:
          - name: other
            vips: [127.0.0.2]
            ports: [{port: 8080, listen: [unix:FOLDER/web.sock]}]
            endpoints: [127.0.0.1:8080]
        """
            .replace("FOLDER", folder.toString()));
    String[] command = Sluice.command("run", "-f", other.toString()).toArray(String[]::new);
    Output second = host.run(command);
    assertThat(second.isSuccess()).isFalse();
    assertThat(second.err())
        .contains("cannot listen on unix:" + folder.resolve("web.sock") + " for default/other")
        .contains("another process listens there");
    assertThat(curl("web.sock", "http://web/").requireSuccess().out()).isEqualTo("plain\n");
  }

  @Test
  void kubernetesViewShowsThePaths() {
    String[] get =
        Sluice.command("get", "endpoints", "web", "-f", file.toString()).toArray(String[]::new);
    assertThat(host.run(get).requireSuccess().out())
        .contains("unix:" + folder.resolve("absent.sock") + ",unix:");
    String[] describe =
        Sluice.command("describe", "service", "web", "-f", file.toString()).toArray(String[]::new);
    assertThat(host.run(describe).requireSuccess().out())
        .containsPattern("Endpoints: +unix:" + folder.resolve("absent.sock"));
  }
}
