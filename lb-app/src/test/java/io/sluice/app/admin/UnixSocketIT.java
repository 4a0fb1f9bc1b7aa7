package io.sluice.app.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sluice.app.metrics.Metrics;
import io.sluice.config.model.ListenAddress;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The admin HTTP on a unix socket. */
final class UnixSocketIT {
  @TempDir private Path folder;

  private final FakeProcess process = new FakeProcess();
  private final Metrics metrics = new Metrics("1.2.3", process::statistics, process::lastReload);

  @AfterEach
  void stop() {
    metrics.close();
  }

  @Test
  void onlyItsOwnerMayConnect() throws IOException {
    Path path = folder.resolve("admin.sock");
    try (AdminServer server = start(path)) {
      assertThat(server.address()).hasToString("unix:" + path);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
          .isEqualTo("rw-------");
      assertThat(get(path)).startsWith("HTTP/1.1 200 ");
      try (Stream<Path> files = Files.list(folder)) {
        assertThat(files).containsExactly(path);
      }
    }
    assertThat(path).doesNotExist();
  }

  @Test
  void socketOfACrashedProcessIsReplaced() throws IOException {
    Path path = folder.resolve("admin.sock");
    try (ServerSocketChannel crashed = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
      crashed.bind(UnixDomainSocketAddress.of(path));
    }
    assertThat(path).exists();
    try (AdminServer server = start(path)) {
      assertThat(server.address()).hasToString("unix:" + path);
      assertThat(get(path)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void socketInUseIsLeftAlone() throws IOException {
    Path path = folder.resolve("admin.sock");
    try (AdminServer first = start(path)) {
      assertThatThrownBy(() -> start(path)).hasMessage("Address already in use");
      assertThat(first.address()).hasToString("unix:" + path);
      assertThat(get(path)).startsWith("HTTP/1.1 200 ");
    }
  }

  @Test
  void fileThatIsNoSocketIsLeftAlone() throws IOException {
    Path path = Files.writeString(folder.resolve("precious"), "text");
    assertThatThrownBy(() -> start(path)).hasMessageContaining("not a socket");
    assertThat(path).hasContent("text");
  }

  @Test
  void pathThatIsTooLongLeavesNothingBehind() throws IOException {
    assertThatThrownBy(() -> start(folder.resolve("a".repeat(200)).resolve("x")))
        .isInstanceOf(IOException.class);
    Path deep = Files.createDirectories(folder.resolve("b".repeat(100)));
    assertThatThrownBy(() -> start(deep.resolve("x"))).isInstanceOf(IOException.class);
    assertThat(deep).isEmptyDirectory();
  }

  @Test
  void folderHasToBeThere() {
    assertThatThrownBy(() -> start(folder.resolve("missing/admin.sock")))
        .hasMessageContaining("there is no folder");
  }

  private AdminServer start(Path path) throws IOException {
    return AdminServer.start(
        new ListenAddress.Unix(path.toString()), new AdminApi(process, metrics));
  }

  private static String get(Path path) throws IOException {
    try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
      String request = "GET /livez HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n";
      channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
      byte[] answer = Channels.newInputStream(channel).readAllBytes();
      return new String(answer, StandardCharsets.UTF_8);
    }
  }
}
