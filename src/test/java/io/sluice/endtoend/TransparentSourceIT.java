package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Endpoints see the client's own address, with the routes that docs/transparent.md asks for. */
@Timeout(60)
class TransparentSourceIT {
  private static final Path DOCUMENT = Path.of("../../docs/transparent.md");

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace client;
  private Namespace endpoint;

  @BeforeEach
  void connectNamespaces() throws IOException {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    client = namespaces.create("client");
    endpoint = namespaces.create("endpoint");
    namespaces.connect(balancer, "10.77.0.1/24", client, "10.77.0.2/24");
    namespaces.connect(balancer, "10.77.1.1/24", endpoint, "10.77.1.2/24");
    for (String device : List.of("link0", "link1")) {
      String prefix = device.equals("link0") ? "fd77:0::" : "fd77:1::";
      balancer.ip("addr", "add", prefix + "1/64", "dev", device, "nodad");
    }
    client.ip("addr", "add", "fd77:0::2/64", "dev", "link0", "nodad");
    endpoint.ip("addr", "add", "fd77:1::2/64", "dev", "link1", "nodad");
    endpoint.ip("route", "add", "default", "via", "10.77.1.1");
    endpoint.ip("-6", "route", "add", "default", "via", "fd77:1::1");
    for (String command : commandsOf(DOCUMENT)) {
      balancer.run("sh", "-c", command).requireSuccess();
    }
    Path nginx = folder.resolve("nginx");
    namespaces.with(
        Nginx.start(
            endpoint,
            nginx,
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
                listen 80;
                listen [::]:80;
                location / { return 200 "$remote_addr\\n"; }
              }
            }
            """));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  void endpointSeesTheClientsOwnAddress(String transport) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s}
        services:
          - name: web
            vips: [10.77.0.1, "fd77:0::1"]
            ports: [{port: 8080}]
            endpoints: ["10.77.1.2:80", "[fd77:1::2]:80"]
            sourceAddress: Client
        """
            .formatted(transport));
    Sluice sluice =
        namespaces.with(
            Sluice.start(balancer, folder.resolve("log"), "run", "-f", file.toString()));
    assertThat(fetch("http://10.77.0.1:8080/")).isEqualTo("10.77.0.2\n");
    assertThat(fetch("http://[fd77:0::1]:8080/")).isEqualTo("fd77::2\n");
    assertThat(sluice.metric("sluice_connect_failures_total")).isZero();
  }

  private String fetch(String url) {
    return await()
        .atMost(Duration.ofSeconds(10))
        .until(
            () -> client.run("curl", "-sS", "--max-time", "5", url).requireSuccess().out(),
            answer -> !answer.isEmpty());
  }

  /** The commands of the document's first block for a shell. */
  private static List<String> commandsOf(Path document) throws IOException {
    List<String> lines = Files.readAllLines(document);
    int begin = lines.indexOf("```sh") + 1;
    int end = begin + lines.subList(begin, lines.size()).indexOf("```");
    return List.of(String.join("\n", lines.subList(begin, end)));
  }
}
