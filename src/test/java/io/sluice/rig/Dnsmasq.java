package io.sluice.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real DNS server that answers every name of its domain by itself. */
public final class Dnsmasq {
  private Dnsmasq() {}

  /**
   * Starts one on port 53 and waits until it listens.
   *
   * @param folder a folder of its own
   * @param address what it answers for every name below {@code domain}
   */
  public static ServerProcess start(
      Namespace namespace, Path folder, String listen, String domain, String address)
      throws IOException {
    Files.createDirectories(folder);
    ServerProcess server =
        ServerProcess.start(
            namespace,
            List.of(
                "dnsmasq",
                "--keep-in-foreground",
                "--conf-file=/dev/null",
                "--pid-file=" + folder.resolve("pid"),
                "--user=root",
                "--no-resolv",
                "--no-hosts",
                "--bind-interfaces",
                "--except-interface=none",
                "--listen-address=" + listen,
                "--address=/" + domain + "/" + address,
                "--log-facility=-"),
            folder.resolve("log"));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              server.requireAlive();
              return namespace.run("ss", "-lun").out().contains(listen + ":53 ");
            });
    return server;
  }
}
