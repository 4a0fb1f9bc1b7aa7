package io.sluice.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Nginx as a load balancer of datagrams, to compare with. */
public final class NginxStream {
  private static final Pattern MODULES = Pattern.compile("--modules-path=(\\S+)");
  private static final String CONFIGURATION =
      """
      load_module MODULES/ngx_stream_module.so;
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      events { worker_connections 4096; }
      stream {
        SERVERS
      }
      """;

  private NginxStream() {}

  /**
   * Starts one and waits until it listens.
   *
   * @param folder a folder of its own
   * @param servers what stands in its {@code stream} block
   * @param port one of the UDP ports that it listens to
   */
  public static ServerProcess start(Namespace namespace, Path folder, String servers, int port)
      throws IOException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(
        configuration,
        CONFIGURATION
            .replace("MODULES", modules())
            .replace("PREFIX", folder.toString())
            .replace("SERVERS", servers));
    ServerProcess nginx =
        ServerProcess.start(
            namespace,
            List.of(
                "nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString()),
            folder.resolve("log"));
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              nginx.requireAlive();
              return namespace.run("ss", "-lun").out().contains(":" + port + " ");
            });
    return nginx;
  }

  /** Where the installed nginx keeps its modules. */
  private static String modules() {
    Output version = Output.ofSuccessful(List.of("nginx", "-V"));
    Matcher path = MODULES.matcher(version.err());
    if (!path.find()) {
      throw new AssertionError("nginx does not say where its modules are: " + version.err());
    }
    return path.group(1);
  }
}
