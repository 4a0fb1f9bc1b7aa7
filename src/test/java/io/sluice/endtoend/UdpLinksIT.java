package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Sluice;
import io.sluice.rig.UdpNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Datagrams over links that are narrow, slow or shut. */
@Timeout(120)
class UdpLinksIT {
  private static final String VIP = "10.77.0.1";
  private static final InetSocketAddress SERVICE =
      new InetSocketAddress(InetAddress.ofLiteral(VIP), 5300);
  private static final String CLIENT = "10.77.0.2";
  private static final String FIRST = "10.77.1.2";
  private static final String SECOND = "10.77.2.2";

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace balancer;
  private Namespace clients;
  private Namespace first;
  private Namespace second;
  private String linkToFirst;

  @BeforeEach
  void connectNamespaces() {
    namespaces = new NetworkNamespaces();
    balancer = namespaces.create("lb");
    clients = namespaces.create("client");
    first = namespaces.create("first");
    second = namespaces.create("second");
    namespaces.connect(balancer, VIP + "/24", clients, CLIENT + "/24");
    linkToFirst = namespaces.connect(balancer, "10.77.1.1/24", first, FIRST + "/24");
    namespaces.connect(balancer, "10.77.2.1/24", second, SECOND + "/24");
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F87")
  void datagramsThatDoNotFitTheLinkAreFragmented(String transport) throws IOException {
    node(first, FIRST, 53).echo();
    balancer.ip("link", "set", linkToFirst, "mtu", "1280");
    first.ip("link", "set", linkToFirst, "mtu", "1280");
    Sluice sluice = start(transport, FIRST);
    UdpNode client = node(clients, CLIENT, 0);
    // 1400 bytes fit the client's link and not the endpoint's, also when several go together.
    exchange(client, 1400, 5);
    exchange(client, 9000, 5);
    exchange(client, 65_507, 1);
    assertThat(sluice.metric("sluice_udp_dropped_total")).isZero();
  }

  private static void exchange(UdpNode client, int size, int atOnce) throws IOException {
    byte[] payload = new byte[size];
    payload[size - 1] = 7;
    for (int i = 0; i < atOnce; i++) {
      client.send(SERVICE, payload);
    }
    for (int i = 0; i < atOnce; i++) {
      assertThat(client.receive().payload()).isEqualTo(payload);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F88")
  void prohibitedEndpointIsLeftForAnother(String transport) throws IOException {
    first.filterInput("udp dport 53 reject with icmpx admin-prohibited");
    node(first, FIRST, 53).answer("first");
    node(second, SECOND, 53).answer("second");
    Sluice sluice = start(transport, FIRST, SECOND);
    for (int i = 0; i < 4; i++) {
      UdpNode client = node(clients, CLIENT, 0);
      client.send(SERVICE, "who");
      if (client.hearsNothing()) {
        client.send(SERVICE, "who");
        assertThat(client.receive().text()).isEqualTo("second");
      }
    }
    assertThat(sluice.metric("sluice_udp_sessions_ended_total", "reason=\"icmp_error\""))
        .isPositive();
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll"})
  @Tag("F94")
  void whatASlowLinkHasNoRoomForIsDroppedAndCounted(String transport) throws IOException {
    UdpNode endpoint = node(first, FIRST, 53);
    balancer.slowDown(linkToFirst, "2mbit");
    Sluice sluice = start(transport, FIRST);
    UdpNode client = node(clients, CLIENT, 0);
    byte[] payload = new byte[1000];
    for (int i = 0; i < 2000; i++) {
      client.send(SERVICE, payload);
    }
    assertThat(endpoint.receive().payload()).hasSize(1000);
    assertThat(sluice.metric("sluice_udp_dropped_total", "reason=\"send_buffer_full\""))
        .isPositive();
    assertThat(sluice.metric("sluice_udp_sessions_active")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F95")
  void datagramFromPortZeroIsDropped(String transport) throws IOException {
    node(first, FIRST, 53).echo();
    Sluice sluice = start(transport, FIRST);
    // A UDP header of our own: ports 0 and 5300, 12 bytes, no checksum.
    String datagram = "\\x00\\x00\\x14\\xb4\\x00\\x0c\\x00\\x00ping";
    clients
        .run("bash", "-c", "printf '" + datagram + "' | socat -u STDIN IP4-SENDTO:" + VIP + ":17")
        .requireSuccess();
    sluice.awaitMetric(1, "sluice_udp_dropped_total", "reason=\"invalid_source\"");
    UdpNode client = node(clients, CLIENT, 0);
    client.send(SERVICE, "ping");
    assertThat(client.receive().text()).isEqualTo("ping");
  }

  @ParameterizedTest
  @ValueSource(strings = {"IoUring", "Epoll", "Nio"})
  @Tag("F22")
  void lackOfDescriptorsIsNobodysFaultAndPasses(String transport) throws IOException {
    node(first, FIRST, 53).echo();
    Sluice sluice = start(transport, FIRST);
    UdpNode known = node(clients, CLIENT, 0);
    known.send(SERVICE, "1");
    assertThat(known.receive().text()).isEqualTo("1");
    sluice.process().limitDescriptors((int) sluice.process().openDescriptors());
    // Low numbers that are free among the open ones may still serve a few.
    UdpNode other = node(clients, CLIENT, 0);
    other.send(SERVICE, "2");
    while (!other.hearsNothing()) {
      other = node(clients, CLIENT, 0);
      other.send(SERVICE, "2");
    }
    known.send(SERVICE, "3");
    assertThat(known.receive().text()).isEqualTo("3");
    sluice.process().limitDescriptors(1024);
    other.send(SERVICE, "4");
    assertThat(other.receive().text()).isEqualTo("4");
    sluice.awaitMetric(1, "sluice_udp_dropped_total", "reason=\"out_of_resources\"");
  }

  private UdpNode node(Namespace namespace, String address, int port) throws IOException {
    return namespaces.with(UdpNode.at(namespace, address, port));
  }

  private Sluice start(String transport, String... endpoints) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        dataPlane: {transport: %s}
        shutdown: {drainTimeout: 100ms}
        services:
          - name: dns
            vips: [%s]
            ports: [{port: 5300, targetPort: 53, protocol: UDP}]
            endpoints: [%s]
        """
            .formatted(transport, VIP, String.join(", ", endpoints)));
    return namespaces.with(
        Sluice.start(balancer, folder.resolve("log"), "run", "-f", file.toString()));
  }
}
