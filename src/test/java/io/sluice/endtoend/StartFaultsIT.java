package io.sluice.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import io.sluice.rig.Namespace;
import io.sluice.rig.NetworkNamespaces;
import io.sluice.rig.Output;
import io.sluice.rig.ReadableClasses;
import io.sluice.rig.Sluice;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener that cannot be bound: exit 1, it is named, and nothing is left half bound. */
@Timeout(60)
class StartFaultsIT {
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

  @Test
  @Tag("F38")
  void portInUseIsNamed() throws IOException {
    try (ServerSocketChannel taken = listen(8081)) {
      Output output = host.run(run(Sluice.command("run", "-f", configuration("127.0.0.1", 8081))));
      assertThat(output.exit()).as(output.err()).isEqualTo(1);
      assertThat(output.err()).contains("127.0.0.1:8081", "default/faulty", "in use");
      assertThat(taken.isOpen()).isTrue();
    }
    assertNothingListens();
  }

  @Test
  @Tag("F41")
  void addressThatTheHostLacksIsNamed() throws IOException {
    Output output = host.run(run(Sluice.command("run", "-f", configuration("192.0.2.7", 8081))));
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    assertThat(output.err()).contains("192.0.2.7:8081", "default/faulty", "no address");
    assertNothingListens();
  }

  @Test
  @Tag("F40")
  void privilegedPortWithoutTheCapabilityIsNamed() throws IOException {
    String file = configuration("127.0.0.1", 80);
    ReadableClasses.readableByAll(folder);
    ReadableClasses.readableByAll(Path.of(file));
    List<String> command =
        new ArrayList<>(
            List.of(
                "setpriv",
                "--reuid=nobody",
                "--regid=nogroup",
                "--clear-groups",
                "--inh-caps=-all",
                "--bounding-set=-all"));
    command.addAll(Sluice.commandFrom(ReadableClasses.classPath(folder), "run", "-f", file));
    Output output = host.run(run(command));
    assertThat(output.exit()).as(output.err()).isEqualTo(1);
    assertThat(output.err()).contains("127.0.0.1:80", "default/faulty", "CAP_NET_BIND_SERVICE");
    assertNothingListens();
  }

  /** Two services: one that could be served, and one with the faulty listener. */
  private String configuration(String vip, int port) throws IOException {
    Path file = folder.resolve("sluice.yaml");
    Files.writeString(
        file,
        """
        services:
          - name: sound
            vips: [127.0.0.1]
            ports: [{port: 8080}]
            endpoints: [127.0.0.1:9001]
          - name: faulty
            vips: [%s]
            ports: [{port: %d}]
            endpoints: [127.0.0.1:9001]
        """
            .formatted(vip, port));
    return file.toString();
  }

  private static String[] run(List<String> command) {
    return command.toArray(String[]::new);
  }

  private ServerSocketChannel listen(int port) {
    return host.inside(
        () ->
            ServerSocketChannel.open()
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
  }

  private void assertNothingListens() {
    assertThat(host.run("ss", "-Hltn").requireSuccess().out()).isEmpty();
  }
}
