import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * Starts a load balancer again and again, in several variants that take turns, and measures the way
 * to readiness, its first connections and its memory. A file of its own, run from its source.
 */
final class StartBenchmark {
  private static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(30);
  private static final long POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final byte[] REQUEST = new byte[64];

  private StartBenchmark() {}

  /** What one start has shown. */
  record Round(
      double readyMillis,
      double readyCpuMillis,
      double readyRssMiB,
      double cpuMicros,
      double p50Micros,
      double p99Micros,
      double rssMiB) {}

  /**
   * Rounds, connections a round, then the variants, each {@code NAME=LAUNCHER OPTION…}; the options
   * are the JVM's.
   */
  public static void main(String[] arguments) throws Exception {
    int rounds = Integer.parseInt(arguments[0]);
    int connections = Integer.parseInt(arguments[1]);
    Map<String, List<String>> variants = new LinkedHashMap<>();
    for (String variant : Arrays.copyOfRange(arguments, 2, arguments.length)) {
      int equals = variant.indexOf('=');
      variants.put(
          variant.substring(0, equals),
          List.of(variant.substring(equals + 1).strip().split("\\s+")));
    }
    Path folder = Files.createTempDirectory("start-benchmark");
    Map<String, List<Round>> results = new LinkedHashMap<>();
    try (ServerSocket endpoint = new ServerSocket(0, 1024, LOOPBACK)) {
      Thread.ofPlatform().daemon().start(() -> echo(endpoint));
      int admin = freePort();
      int service = freePort();
      Path file = folder.resolve("sluice.yaml");
      Files.writeString(
          file,
          """
          admin: {listen: "127.0.0.1:%d"}
          shutdown: {drainTimeout: 1s}
          services:
            - name: web
              vips: [127.0.0.1]
              ports: [{port: %d}]
              endpoints: [127.0.0.1:%d]
          """
              .formatted(admin, service, endpoint.getLocalPort()));
      // The measuring process is warm before it measures.
      for (int i = 0; i < 2000; i++) {
        connectOnce(endpoint.getLocalPort());
      }
      for (int round = 0; round < rounds; round++) {
        for (var variant : variants.entrySet()) {
          List<String> words = variant.getValue();
          ProcessBuilder command =
              new ProcessBuilder(words.getFirst(), "run", "-f", file.toString())
                  .redirectErrorStream(true)
                  .redirectOutput(folder.resolve("log").toFile());
          String options = String.join(" ", words.subList(1, words.size()));
          command.environment().put("SLUICE_JAVA_OPTS", options);
          Round result = measure(command, admin, service, connections);
          results.computeIfAbsent(variant.getKey(), _ -> new ArrayList<>()).add(result);
          System.err.printf(Locale.ROOT, "%d %s %s%n", round, variant.getKey(), result);
        }
      }
    } finally {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(each);
        }
      }
    }
    print(results);
  }

  private static Round measure(ProcessBuilder command, int admin, int service, int connections)
      throws IOException, InterruptedException {
    long began = System.nanoTime();
    Process process = command.start();
    try {
      while (!isReady(admin)) {
        if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
          Path log = command.redirectOutput().file().toPath();
          throw new IOException(command.command() + " is not ready:\n" + Files.readString(log));
        }
        LockSupport.parkNanos(POLL_NANOS);
      }
      final double ready = (System.nanoTime() - began) / 1e6;
      final long readyCpu = cpuNanos(process.pid());
      final double readyRss = residentMiB(process.pid());
      double[] micros = new double[connections];
      for (int i = 0; i < connections; i++) {
        long start = System.nanoTime();
        connectOnce(service);
        micros[i] = (System.nanoTime() - start) / 1e3;
      }
      final long cpu = cpuNanos(process.pid()) - readyCpu;
      Arrays.sort(micros);
      return new Round(
          ready,
          readyCpu / 1e6,
          readyRss,
          cpu / 1e3 / connections,
          micros[connections / 2],
          micros[connections * 99 / 100],
          residentMiB(process.pid()));
    } finally {
      process.destroy();
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    }
  }

  /* A connection, 64 bytes there and back, and its end in order. */
  private static void connectOnce(int port) throws IOException {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(10_000);
      socket.getOutputStream().write(REQUEST);
      if (socket.getInputStream().readNBytes(REQUEST.length).length != REQUEST.length) {
        throw new IOException("no answer");
      }
    }
  }

  private static void echo(ServerSocket endpoint) {
    while (true) {
      try (Socket socket = endpoint.accept()) {
        socket.setTcpNoDelay(true);
        InputStream in = socket.getInputStream();
        OutputStream out = socket.getOutputStream();
        byte[] bytes = new byte[4096];
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
          out.write(bytes, 0, read);
        }
      } catch (IOException e) {
        if (endpoint.isClosed()) {
          return;
        }
      }
    }
  }

  private static boolean isReady(int admin) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(LOOPBACK, admin), 1000);
      socket.setSoTimeout(1000);
      String request =
          "GET /readyz HTTP/1.1\r\nHost: 127.0.0.1:" + admin + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(US_ASCII));
      String status = new String(socket.getInputStream().readNBytes(12), US_ASCII);
      return status.endsWith(" 200");
    } catch (IOException e) {
      return false;
    }
  }

  /* Of all its threads, of those that have ended too: in ticks, usually of 10 ms. */
  private static long cpuNanos(long pid) throws IOException {
    String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
    return ticks * 10_000_000;
  }

  private static double residentMiB(long pid) throws IOException {
    try {
      for (String line : Files.readAllLines(Path.of("/proc/" + pid + "/status"))) {
        if (line.startsWith("VmRSS:")) {
          return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
        }
      }
    } catch (NoSuchFileException e) {
      throw new IOException("the process has ended", e);
    }
    throw new IOException("no VmRSS");
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, LOOPBACK)) {
      return socket.getLocalPort();
    }
  }

  private static void print(Map<String, List<Round>> results) {
    System.out.println(
        "| variant | ready ms | CPU ms until ready | CPU µs a connection | p50 µs | p99 µs"
            + " | RSS MiB ready | RSS MiB after |");
    System.out.println("|---|---|---|---|---|---|---|---|");
    results.forEach(
        (name, rounds) ->
            System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %s | %s | %s | %s | %s |%n",
                name,
                text(rounds, Round::readyMillis),
                text(rounds, Round::readyCpuMillis),
                text(rounds, Round::cpuMicros),
                text(rounds, Round::p50Micros),
                text(rounds, Round::p99Micros),
                text(rounds, Round::readyRssMiB),
                text(rounds, Round::rssMiB)));
  }

  /* Median, and the least and the most. */
  private static String text(List<Round> rounds, ToDoubleFunction<Round> value) {
    double[] sorted = rounds.stream().mapToDouble(value).sorted().toArray();
    return "%.0f (%.0f-%.0f)"
        .formatted(sorted[sorted.length / 2], sorted[0], sorted[sorted.length - 1]);
  }
}
