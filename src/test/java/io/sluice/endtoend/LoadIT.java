package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Nginx;
import io.sluice.rig.Output;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sixty-four clients at once, for as many seconds as {@code -Dload.seconds} says: no socket error,
 * and no descriptor is left afterwards.
 */
@Timeout(180)
class LoadIT {
  private static final int SECONDS = Integer.getInteger("load.seconds", 2);
  private static final Pattern REQUESTS = Pattern.compile("(\\d+) requests in ");
  private static final Pattern DEMO_URL = Pattern.compile("curl (http://\\S+/)\n");

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
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  void nginxBehindTheLoadBalancerServesWithoutASocketError(String transport) throws IOException {
    for (int pod = 1; pod <= 3; pod++) {
      String address = "127.0.1." + pod + ":80";
      namespaces.with(Nginx.start(host, folder.resolve("pod-" + pod), address, "pod-" + pod));
    }
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s}
        services:
          - name: web
            vips: [127.0.0.1]
            ports: [{port: 8080}]
            endpoints: [127.0.1.1:80, 127.0.1.2:80, 127.0.1.3:80]
        """
            .formatted(transport));
    Sluice sluice =
        namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
    load(sluice, "http://127.0.0.1:8080/");
  }

  @Test
  void demoServesWithoutASocketError() throws IOException {
    Sluice sluice = namespaces.with(Sluice.start(host, folder.resolve("log"), "demo"));
    // It is ready a moment before it says how to try it.
    Matcher url =
        await()
            .atMost(Duration.ofSeconds(20))
            .until(() -> DEMO_URL.matcher(sluice.process().log()), Matcher::find);
    load(sluice, url.group(1));
  }

  private void load(Sluice sluice, String url) throws IOException {
    // Once before counting: the first use of everything opens what stays open.
    wrk(url, 1);
    awaitNoConnections(sluice);
    long before = sluice.process().openDescriptors();
    Output output = wrk(url, SECONDS);
    assertThat(output.out()).doesNotContain("Socket errors", "Non-2xx");
    Matcher requests = REQUESTS.matcher(output.out());
    assertThat(requests.find()).as(output.out()).isTrue();
    assertThat(Long.parseLong(requests.group(1))).isGreaterThan(100);
    awaitNoConnections(sluice);
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> sluice.process().openDescriptors(), count -> count <= before);
    sluice.process().requireAlive();
  }

  private Output wrk(String url, int seconds) {
    return host.run("wrk", "-t1", "-c64", "-d" + seconds + "s", "--timeout", "30s", url)
        .requireSuccess();
  }

  private static void awaitNoConnections(Sluice sluice) {
    sluice.awaitMetric(0, "sluice_connections_active");
  }
}
