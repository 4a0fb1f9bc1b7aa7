package io.sluice.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficSettings;
import io.sluice.config.model.Transport;
import io.sluice.config.model.UnixPath;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.rig.Balancer;
import io.sluice.core.rig.Peer;
import io.sluice.core.rig.Rig;
import io.sluice.core.rig.Setup;
import io.sluice.core.rig.TestEndpoint;
import io.sluice.core.rig.UnixTransportTest;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Service ports that are reached at a unix socket beside their VIP. */
class UnixListenerIT {
  @TempDir private Path folder;

  private UnixPath path(String name) {
    return new UnixPath(folder.resolve(name).toString());
  }

  private static Path file(UnixPath path) {
    return Path.of(path.path());
  }

  @UnixTransportTest
  void ownerAndGroupMayConnectAndNobodyElse(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    try (Rig rig = Rig.of(Setup.of(transport).sockets(at))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      assertThat(Files.getPosixFilePermissions(file(at)))
          .isEqualTo(PosixFilePermissions.fromString("rw-rw----"));
      assertThat(balancer.loadBalancer().listeners()).contains(at.toString());
      balancer.connect(at).pingPong(endpoint.accept());
      balancer.connect().pingPong(endpoint.accept());
    }
    assertThat(filesLeft()).isEmpty();
  }

  @UnixTransportTest
  void fileThatACrashHasLeftIsReplaced(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    TestEndpoint.listeningAt(at).close();
    assertThat(file(at)).exists();
    try (Rig rig = Rig.of(Setup.of(transport).sockets(at))) {
      TestEndpoint endpoint = rig.endpoint();
      rig.balance(endpoint).connect(at).pingPong(endpoint.accept());
    }
  }

  @UnixTransportTest
  void socketThatSomebodyServesIsLeftAlone(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    UnixPath taken = path("taken.sock");
    try (Rig rig = Rig.of(setup);
        ServerSocketChannel other = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      // Its queue is full at once: that is served, too.
      other.bind(UnixDomainSocketAddress.of(taken.path()), 1);
      rig.with(Peer.connectedTo(taken));
      rig.with(Peer.connectedTo(taken));
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      int port = balancer.address().getPort();
      UnixPath free = path("free.sock");
      Setup both = setup.sockets(free, taken);

      assertThatThrownBy(
              () ->
                  balancer.apply(
                      both.configuration(both.service("web", port, List.of(endpoint.spec())))))
          .isInstanceOf(ApplyException.class)
          .hasMessageContaining("cannot listen on " + taken)
          .hasMessageContaining("another process listens there");

      assertThat(file(taken)).exists();
      assertThat(file(free)).doesNotExist();
      balancer.connect().pingPong(endpoint.accept());
    }
    assertThat(filesLeft()).containsExactly(file(taken));
  }

  @UnixTransportTest
  void fileThatIsNoSocketIsLeftAlone(Transport transport) throws Exception {
    UnixPath at = path("notes.txt");
    Files.writeString(file(at), "precious");
    Setup setup = Setup.of(transport).sockets(at);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      assertThatThrownBy(() -> rig.balance(endpoint))
          .hasMessageContaining("there is a file that is not a socket");
      assertThat(file(at)).hasContent("precious");
    }
  }

  @UnixTransportTest
  void folderHasToBeThere(Transport transport) throws Exception {
    UnixPath at = path("absent/web.sock");
    try (Rig rig = Rig.of(Setup.of(transport).sockets(at))) {
      TestEndpoint endpoint = rig.endpoint();
      assertThatThrownBy(() -> rig.balance(endpoint))
          .hasMessageContaining("there is no folder " + folder.resolve("absent"));
    }
  }

  @UnixTransportTest
  void folderWithTooLongAPathIsToldOf(Transport transport) throws Exception {
    Path deep = folder.resolve("d".repeat(UnixPath.MAX_BYTES - 10 - folder.toString().length()));
    Files.createDirectory(deep);
    for (String name : List.of("s", "no")) {
      UnixPath at = new UnixPath(deep.resolve(name).toString());
      Setup setup = Setup.of(transport).sockets(at);
      try (Rig rig = Rig.of(setup)) {
        TestEndpoint endpoint = rig.endpoint();
        rig.balance(endpoint).connect(at).pingPong(endpoint.accept());
      }
    }
    Path deeper = Files.createDirectory(folder.resolve(deep.getFileName() + "d"));
    Setup setup = Setup.of(transport).sockets(new UnixPath(deeper.resolve("s").toString()));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      assertThatThrownBy(() -> rig.balance(endpoint))
          .hasMessageContaining("the path of the folder has 99 bytes; use at most 98");
    }
  }

  @UnixTransportTest
  void reloadOpensAndRemovesSocketsAndKeepsConnections(Transport transport) throws Exception {
    Setup setup = Setup.of(transport);
    UnixPath first = path("first.sock");
    UnixPath second = path("second.sock");
    try (Rig rig = Rig.of(setup.sockets(first))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Peer old = balancer.connect(first);
      Peer served = endpoint.accept();
      Object before = Files.readAttributes(file(first), "unix:ino").get("ino");

      apply(balancer, setup.sockets(first, second), endpoint);
      assertThat(Files.readAttributes(file(first), "unix:ino")).containsEntry("ino", before);
      balancer.connect(second).pingPong(endpoint.accept());

      apply(balancer, setup.sockets(second), endpoint);
      assertThat(file(first)).doesNotExist();
      old.pingPong(served);
      balancer.connect(second).pingPong(endpoint.accept());

      apply(balancer, setup, endpoint);
      assertThat(filesLeft()).isEmpty();
    }
  }

  @UnixTransportTest
  void socketPassesFromOneServiceToAnother(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    Setup setup = Setup.of(transport).sockets(at);
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint blue = rig.endpoint();
      TestEndpoint green = rig.endpoint();
      Balancer balancer = rig.balance(blue);
      int port = balancer.address().getPort();
      balancer.connect(at).pingPong(blue.accept());
      balancer.apply(setup.configuration(setup.service("green", port, List.of(green.spec()))));
      balancer.connect(at).pingPong(green.accept());
    }
  }

  @UnixTransportTest
  void fileOfSomebodyElseStaysWhenTheSocketIsClosed(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    Setup setup = Setup.of(transport);
    try (Rig rig = Rig.of(setup.sockets(at))) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      Files.delete(file(at));
      TestEndpoint successor = rig.with(TestEndpoint.listeningAt(at));
      apply(balancer, setup, endpoint);
      rig.with(Peer.connectedTo(at)).pingPong(successor.accept());
    }
  }

  @UnixTransportTest
  void sourceRangesAreOfNoConcernToUnixClients(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    SourceRanges nobody = new SourceRanges(List.of(range("192.0.2.0/24")), List.of(range("::/0")));
    Setup setup = Setup.of(transport).sockets(at).traffic(TrafficSettings.DEFAULT.with(nobody));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      balancer.endingOfNewConnection();
      balancer.awaitClosed(CloseReason.SOURCE_DENIED, 1);
      balancer.connect(at).pingPong(endpoint.accept());
    }
  }

  @UnixTransportTest
  void headerOfAUnixClientIsBelieved(Transport transport) throws Exception {
    UnixPath at = path("web.sock");
    ProxyProtocol off = ProxyProtocol.OFF;
    ProxyProtocol proxy =
        new ProxyProtocol(
            ProxyProtocol.Accept.V1,
            List.of(range("192.0.2.0/24")),
            off.headerTimeout(),
            ProxyProtocol.Send.V1,
            true,
            List.of(),
            false);
    Setup setup = Setup.of(transport).sockets(at).traffic(TrafficSettings.DEFAULT.with(proxy));
    try (Rig rig = Rig.of(setup)) {
      TestEndpoint endpoint = rig.endpoint();
      Balancer balancer = rig.balance(endpoint);
      byte[] header =
          "PROXY TCP4 198.51.100.7 203.0.113.9 1234 80\r\n".getBytes(StandardCharsets.US_ASCII);
      Peer client = balancer.connect(at);
      client.send(header);
      Peer served = endpoint.accept();
      assertThat(served.receive(header.length)).isEqualTo(header);
      client.pingPong(served);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"IO_URING", "NIO"})
  void transportWithoutUnixSocketsIsAnObstacle(Transport transport) {
    Setup front = Setup.of(transport).sockets(path("web.sock"));
    Setup back = Setup.of(transport);
    for (var tried :
        List.of(
            front.configuration(front.service("web", 9, List.of(TestEndpoint.spec(path("a"))))),
            back.configuration(back.service("web", 9, List.of(TestEndpoint.spec(path("a"))))))) {
      assertThatThrownBy(() -> LoadBalancer.start(tried))
          .hasMessageContaining("unix sockets need the transport Epoll");
    }
  }

  private static void apply(Balancer balancer, Setup setup, TestEndpoint endpoint)
      throws ApplyException {
    int port = balancer.address().getPort();
    balancer.apply(setup.configuration(setup.service("web", port, List.of(endpoint.spec()))));
  }

  private static IpRange range(String text) {
    int slash = text.indexOf('/');
    return new IpRange(
        IpAddress.parse(text.substring(0, slash)), Integer.parseInt(text.substring(slash + 1)));
  }

  private List<Path> filesLeft() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }
}
