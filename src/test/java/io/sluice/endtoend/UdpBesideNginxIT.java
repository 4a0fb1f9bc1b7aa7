package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.NginxStream;
import io.sluice.rig.Sluice;
import io.sluice.rig.UdpNode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same clients and endpoints through Sluice and through nginx, in one run: both must be seen to
 * do the same. Sluice's ports are 53xx, nginx's 63xx.
 */
@Timeout(120)
class UdpBesideNginxIT {
  private static final int NGINX = 1000;
  private static final int PLAIN = 5300;
  private static final int WILDCARD = 5301;
  private static final int ONE_RESPONSE = 5302;
  private static final int NO_RESPONSE = 5303;
  private static final int TWO_REQUESTS = 5304;

  @TempDir Path folder;
  private NetworkNamespaces namespaces;
  private Namespace host;
  private UdpNode first;
  private UdpNode second;

  @BeforeEach
  void start() throws IOException {
    namespaces = new NetworkNamespaces();
    host = namespaces.create("host");
    first = namespaces.with(UdpNode.at(host, "127.0.1.1", 53));
    second = namespaces.with(UdpNode.at(host, "127.0.1.2", 53));
    namespaces.with(NginxStream.start(host, folder.resolve("nginx"), servers(), PLAIN + NGINX));
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(file, configuration());
    namespaces.with(Sluice.start(host, folder.resolve("log"), "run", "-f", file.toString()));
  }

  @AfterEach
  void stop() throws IOException {
    namespaces.close();
  }

  private static String servers() {
    return """
    upstream both { server 127.0.1.1:53; server 127.0.1.2:53; }
    server { listen 127.0.0.1:6300 udp; proxy_pass 127.0.1.1:53; }
    server { listen 0.0.0.0:6301 udp; proxy_pass 127.0.1.1:53; }
    server { listen 127.0.0.1:6302 udp; proxy_pass both; proxy_responses 1; }
    server { listen 127.0.0.1:6303 udp; proxy_pass both; proxy_responses 0; }
    server { listen 127.0.0.1:6304 udp; proxy_pass both; proxy_requests 2; }
    """;
  }

  private static String configuration() {
    return """
    shutdown: {drainTimeout: 100ms}
    services:
      - name: plain
        vips: [127.0.0.1]
        ports: [{port: 5300, protocol: UDP}]
        endpoints: [127.0.1.1:53]
      - name: wildcard
        vips: [0.0.0.0]
        ports: [{port: 5301, protocol: UDP}]
        endpoints: [127.0.1.1:53]
      - name: one-response
        vips: [127.0.0.1]
        ports: [{port: 5302, protocol: UDP, udpResponses: 1}]
        endpoints: [127.0.1.1:53, 127.0.1.2:53]
      - name: no-response
        vips: [127.0.0.1]
        ports: [{port: 5303, protocol: UDP, udpResponses: 0}]
        endpoints: [127.0.1.1:53, 127.0.1.2:53]
      - name: two-requests
        vips: [127.0.0.1]
        ports: [{port: 5304, protocol: UDP, udpRequests: 2}]
        endpoints: [127.0.1.1:53, 127.0.1.2:53]
    """;
  }

  @Test
  void emptyDatagramsPassBothWays() throws IOException {
    first.echo();
    for (int port : List.of(PLAIN, PLAIN + NGINX)) {
      UdpNode client = namespaces.with(UdpNode.at(host, "127.0.0.1", 0));
      client.send(local(port), "");
      assertThat(client.receive().text()).as("port %d", port).isEmpty();
      client.send(local(port), "full");
      assertThat(client.receive().text()).as("port %d", port).isEqualTo("full");
    }
  }

  @Test
  void responseComesFromTheAddressThatWasAsked() throws IOException {
    first.echo();
    for (int port : List.of(WILDCARD, WILDCARD + NGINX)) {
      for (String address : List.of("127.0.0.1", "127.0.0.2", "127.4.5.6")) {
        InetSocketAddress asked = new InetSocketAddress(InetAddress.ofLiteral(address), port);
        UdpNode client = namespaces.with(UdpNode.at(host, "127.0.0.1", 0));
        client.send(asked, "who");
        assertThat(client.receive().from()).isEqualTo(asked);
      }
    }
  }

  /** After the expected response the client's next datagram goes to the next endpoint. */
  @Test
  void oneResponseEndsASession() throws IOException {
    first.answer("first");
    second.answer("second");
    assertThat(answers(ONE_RESPONSE, 6))
        .isEqualTo(answers(ONE_RESPONSE + NGINX, 6))
        .containsExactly("first", "second", "first", "second", "first", "second");
  }

  /** Each datagram goes to the next endpoint, and nobody is listened to. */
  @Test
  void noResponseIsPassedOnWhereNoneIsExpected() throws IOException {
    for (int port : List.of(NO_RESPONSE, NO_RESPONSE + NGINX)) {
      UdpNode client = namespaces.with(UdpNode.at(host, "127.0.0.1", 0));
      for (UdpNode endpoint : List.of(first, second, first, second)) {
        client.send(local(port), "log line");
        UdpNode.Datagram received = endpoint.receive();
        assertThat(received.text()).isEqualTo("log line");
        endpoint.send(received.from(), "thank you");
      }
      assertThat(client.hearsNothing()).as("port %d", port).isTrue();
    }
  }

  /** Two datagrams to an endpoint, then two to the next. */
  @Test
  void sessionTakesAsManyRequestsAsAllowed() throws IOException {
    first.answer("first");
    second.answer("second");
    assertThat(answers(TWO_REQUESTS, 6))
        .isEqualTo(answers(TWO_REQUESTS + NGINX, 6))
        .containsExactly("first", "first", "second", "second", "first", "first");
  }

  private List<String> answers(int port, int count) throws IOException {
    UdpNode client = namespaces.with(UdpNode.at(host, "127.0.0.1", 0));
    List<String> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      client.send(local(port), "who");
      answers.add(client.receive().text());
    }
    return answers;
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }
}
