package io.sluice.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A real web server that answers with its own name, and serves the files of its folder. */
public final class Nginx {
  private static final String CONFIGURATION =
      """
      daemon off;
      user root;
      worker_processes 1;
      pid PREFIX/nginx.pid;
      error_log stderr warn;
      events { worker_connections 4096; }
      http {
        access_log off;
        default_type text/plain;
        client_body_temp_path PREFIX/body;
        proxy_temp_path PREFIX/proxy;
        fastcgi_temp_path PREFIX/fastcgi;
        uwsgi_temp_path PREFIX/uwsgi;
        scgi_temp_path PREFIX/scgi;
        server {
          listen ADDRESS backlog=4096;
          location = / { return 200 "NAME\\n"; }
          location /files/ { alias PREFIX/files/; }
        }
      }
      """;

  private Nginx() {}

  /**
   * Starts one and waits until it answers.
   *
   * @param folder a folder of its own, with {@code files/} if it is to serve any
   * @param address {@code address:port}
   * @param name what it answers
   */
  public static ServerProcess start(Namespace namespace, Path folder, String address, String name)
      throws IOException {
    String configuration = CONFIGURATION.replace("ADDRESS", address).replace("NAME", name);
    ServerProcess nginx = start(namespace, folder, configuration);
    await()
        .atMost(Duration.ofSeconds(20))
        .pollInterval(Duration.ofMillis(50))
        .until(
            () -> {
              nginx.requireAlive();
              return namespace.run("curl", "-s", "http://" + address + "/").isSuccess();
            });
    return nginx;
  }

  /**
   * Starts one with a configuration of the test's own; whether it listens yet is for its clients to
   * find out.
   *
   * @param folder a folder of its own, PREFIX in the configuration
   */
  public static ServerProcess start(Namespace namespace, Path folder, String text)
      throws IOException {
    Files.createDirectories(folder);
    Path configuration = folder.resolve("nginx.conf");
    Files.writeString(configuration, text.replace("PREFIX", folder.toString()));
    return ServerProcess.start(
        namespace,
        List.of("nginx", "-e", "stderr", "-p", folder.toString(), "-c", configuration.toString()),
        folder.resolve("log"));
  }
}
