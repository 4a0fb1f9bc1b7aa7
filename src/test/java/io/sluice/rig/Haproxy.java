package io.sluice.rig;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real HAProxy. */
public final class Haproxy {
  private static final String START =
      """
      global
        maxconn 200
      defaults
        timeout connect 5s
        timeout client 20s
        timeout server 20s
      """;

  private Haproxy() {}

  /**
   * Starts one; whether it listens yet is for its clients to find out.
   *
   * @param folder a folder of its own
   * @param sections what it serves, as its configuration has it
   */
  public static ServerProcess start(Namespace namespace, Path folder, String sections)
      throws IOException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("haproxy.cfg");
    Files.writeString(configuration, START + sections);
    return ServerProcess.start(
        namespace,
        List.of("haproxy", "-db", "-f", configuration.toString()),
        folder.resolve("log"));
  }
}
