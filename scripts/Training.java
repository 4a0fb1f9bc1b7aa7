import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.StandardSocketOptions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs a load balancer and gives it everything to do that a usual one does, so that a JVM which
 * records it learns what to load. Fails when something does not work. A file of its own, run from
 * its source by {@code scripts/release}; needs loopback and no privilege.
 */
final class Training {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
  private static final int SOCKET_TIMEOUT_MILLIS = 10_000;
  private static final int STREAM_BLOCKS = 512;
  private static final String[] PAGES = {
    "/livez", "/readyz", "/metrics", "/api/v1/services", "/api/v1/endpoints", "/api/v1/config"
  };

  private final int connections;
  private final int admin = freePort();
  private final int service = freePort();
  private final ServerSocket endpoint = new ServerSocket(0, 1024, LOOPBACK);
  private final DatagramSocket udpEndpoint = new DatagramSocket(0, LOOPBACK);

  private Training(int connections) throws IOException {
    this.connections = connections;
  }

  /** How many connections it gets, and the launcher to run. */
  public static void main(String[] arguments) throws Exception {
    Path folder = Files.createTempDirectory("sluice-training");
    Path file = folder.resolve("sluice.yaml");
    Path log = folder.resolve("log");
    Training training = new Training(Integer.parseInt(arguments[0]));
    try {
      training.run(arguments[1], file, log);
    } finally {
      Files.deleteIfExists(file);
      Files.deleteIfExists(log);
      Files.delete(folder);
    }
  }

  private void run(String launcher, Path file, Path log) throws IOException, InterruptedException {
    Thread.ofPlatform().daemon().start(this::serve);
    Thread.ofPlatform().daemon().start(this::serveUdp);
    Files.writeString(file, configuration("RoundRobin"));
    // Whoever runs this may ignore signals (nohup, a shell's background), and that is inherited.
    ProcessBuilder builder =
        new ProcessBuilder(
                "env", "--default-signal=HUP,INT,TERM", launcher, "run", "-f", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    Process process = builder.start();
    try {
      await(process, log, () -> page("/readyz").startsWith("HTTP/1.1 200"));
      traffic();
      Files.writeString(file, configuration("LeastConnections"));
      signal(process, "HUP");
      await(process, log, () -> page("/metrics").contains("\nsluice_config_generation 2"));
      traffic();
      signal(process, "TERM");
      if (!process.waitFor(PATIENCE_NANOS, TimeUnit.NANOSECONDS) || process.exitValue() != 0) {
        throw new IOException("did not end in order:\n" + Files.readString(log));
      }
    } finally {
      process.destroyForcibly();
    }
  }

  private String configuration(String balancing) {
    return """
    admin: {listen: "127.0.0.1:%d"}
    shutdown: {drainTimeout: 2s}
    services:
      - name: web
        vips: [127.0.0.1]
        ports: [{port: %d}]
        endpoints: ["127.0.0.1:%d"]
        balancing: %s
      - name: dns
        vips: [127.0.0.1]
        ports: [{port: %d, protocol: UDP}]
        endpoints: ["127.0.0.1:%d"]
    """
        .formatted(
            admin,
            service,
            endpoint.getLocalPort(),
            balancing,
            service,
            udpEndpoint.getLocalPort());
  }

  private void traffic() throws IOException {
    for (int i = 0; i < connections; i++) {
      try (Socket socket = connect()) {
        exchange(socket, 64);
        if (i % 8 == 0) {
          socket.setOption(StandardSocketOptions.SO_LINGER, 0); // a reset
        }
      }
    }
    try (Socket socket = connect()) {
      for (int i = 0; i < connections; i++) {
        exchange(socket, 512);
      }
    }
    stream();
    for (String path : PAGES) {
      if (!page(path).startsWith("HTTP/1.1 200")) {
        throw new IOException(path + " answers " + page(path));
      }
    }
    datagrams();
  }

  /* Many blocks there and back, and an end in one direction before the other. */
  private void stream() throws IOException {
    try (Socket socket = connect()) {
      byte[] block = new byte[65536];
      Thread writer =
          Thread.ofPlatform()
              .daemon()
              .start(
                  () -> {
                    try {
                      for (int i = 0; i < STREAM_BLOCKS; i++) {
                        socket.getOutputStream().write(block);
                      }
                      socket.shutdownOutput();
                    } catch (IOException e) {
                      // The reader misses what was not written.
                    }
                  });
      long received = socket.getInputStream().transferTo(OutputStream.nullOutputStream());
      if (received != (long) STREAM_BLOCKS * block.length) {
        throw new IOException("of the stream came back " + received);
      }
      LockSupport.unpark(writer);
    }
  }

  private void datagrams() throws IOException {
    try (DatagramSocket socket = new DatagramSocket(0, LOOPBACK)) {
      socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      socket.connect(LOOPBACK, service);
      DatagramPacket packet = new DatagramPacket(new byte[256], 256);
      for (int i = 0; i < connections; i++) {
        socket.send(new DatagramPacket(new byte[100], 100));
        socket.receive(packet);
      }
    }
  }

  private Socket connect() throws IOException {
    Socket socket = new Socket(LOOPBACK, service);
    socket.setTcpNoDelay(true);
    socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
    return socket;
  }

  private static void exchange(Socket socket, int length) throws IOException {
    socket.getOutputStream().write(new byte[length]);
    if (socket.getInputStream().readNBytes(length).length != length) {
      throw new IOException("no answer");
    }
  }

  private String page(String path) throws IOException {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, admin), SOCKET_TIMEOUT_MILLIS);
      socket.setSoTimeout(SOCKET_TIMEOUT_MILLIS);
      String request =
          "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nConnection: close\r\n\r\n"
              .formatted(path, admin);
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), US_ASCII);
    }
  }

  private void serve() {
    List<Thread> threads = new ArrayList<>();
    while (true) {
      try {
        Socket socket = endpoint.accept();
        threads.add(Thread.ofVirtual().start(() -> echo(socket)));
      } catch (IOException e) {
        return;
      }
    }
  }

  private static void echo(Socket socket) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = socket.getInputStream();
      in.transferTo(socket.getOutputStream());
    } catch (IOException e) {
      // A client that resets.
    }
  }

  private void serveUdp() {
    byte[] bytes = new byte[2048];
    while (true) {
      try {
        DatagramPacket packet = new DatagramPacket(bytes, bytes.length);
        udpEndpoint.receive(packet);
        udpEndpoint.send(packet);
      } catch (SocketException e) {
        return;
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private static void await(Process process, Path log, Condition condition) throws IOException {
    long began = System.nanoTime();
    while (!holds(condition)) {
      if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
        throw new IOException("waited in vain:\n" + Files.readString(log));
      }
      LockSupport.parkNanos(POLL_NANOS);
    }
  }

  private static boolean holds(Condition condition) {
    try {
      return condition.holds();
    } catch (IOException e) {
      return false; // not there yet
    }
  }

  private static void signal(Process process, String name)
      throws IOException, InterruptedException {
    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private interface Condition {
    boolean holds() throws IOException;
  }
}
