package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Dnsmasq;
import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Output;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * DNS through the load balancer, for as many seconds as {@code -Ddns.seconds} says: no query is
 * lost that is not lost without it.
 */
@Timeout(300)
class DnsLoadIT {
  private static final int SECONDS = Integer.getInteger("dns.seconds", 3);
  private static final String DOMAIN = "sluice.test";
  private static final Pattern SENT = Pattern.compile("Queries sent: +(\\d+)");
  private static final Pattern LOST = Pattern.compile("Queries lost: +(\\d+)");
  private static final Pattern NO_ERROR = Pattern.compile("NOERROR \\d+ \\(100\\.00%\\)");

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;

  @BeforeEach
  void startServers() throws IOException {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
    for (String address : List.of("127.0.1.1", "127.0.1.2")) {
      namespaces.with(Dnsmasq.start(host, folder.resolve(address), address, DOMAIN, "192.0.2.1"));
    }
    Files.write(
        folder.resolve("queries"),
        IntStream.range(0, 1000).mapToObj(i -> "host-" + i + "." + DOMAIN + " A").toList());
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  void noQueryIsLostThatIsNotLostWithoutIt(String transport) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s}
        shutdown: {drainTimeout: 100ms}
        services:
          - name: dns
            vips: [127.0.0.1]
            ports: [{port: 5300, protocol: UDP}]
            endpoints: [127.0.1.1:53, 127.0.1.2:53]
        """
            .formatted(transport));
    Sluice sluice =
        namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
    long lostDirectly = lost(query("127.0.1.1", 53));
    Output through = query("127.0.0.1", 5300);
    assertThat(lost(through)).as(through.out()).isLessThanOrEqualTo(lostDirectly);
    assertThat(number(SENT, through)).isGreaterThan(100);
    assertThat(through.out()).containsPattern(NO_ERROR);
    assertThat(sluice.metric("sluice_udp_datagrams_total", "direction=\"from_client\""))
        .isEqualTo((double) number(SENT, through));
    assertThat(sluice.metric("sluice_udp_dropped_total")).isZero();
  }

  private Output query(String server, int port) {
    return host.run(
            "dnsperf",
            "-s",
            server,
            "-p",
            Integer.toString(port),
            "-d",
            folder.resolve("queries").toString(),
            "-l",
            Integer.toString(SECONDS),
            "-c",
            "20",
            "-q",
            "50")
        .requireSuccess();
  }

  private static long lost(Output output) {
    return number(LOST, output);
  }

  private static long number(Pattern pattern, Output output) {
    Matcher matcher = pattern.matcher(output.out());
    assertThat(matcher.find()).as(output.out()).isTrue();
    return Long.parseLong(matcher.group(1));
  }
}
