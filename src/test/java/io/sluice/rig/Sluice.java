package io.sluice.rig;

import static org.awaitility.Awaitility.await;

import java.io.Closeable;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The load balancer as a process of its own, run from the classes under test. */
public final class Sluice implements Closeable {
  /** Where the admin HTTP listens unless a configuration says otherwise. */
  private static final String ADMIN = "http://127.0.0.1:9900";

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(50);

  private final Namespace namespace;
  private final ServerProcess process;

  private Sluice(Namespace namespace, ServerProcess process) {
    this.namespace = namespace;
    this.process = process;
  }

  /** The command line that runs it. */
  public static List<String> command(String... arguments) {
    return commandFrom(classPath(), arguments);
  }

  /** The same with its classes at another place. */
  public static List<String> commandFrom(String classPath, String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseCompactObjectHeaders",
                "-Dio.netty.leakDetection.level=paranoid",
                "-Xmx512m",
                "-ea",
                "-cp",
                classPath,
                "io.sluice.app.cli.Main"));
    command.addAll(List.of(arguments));
    return command;
  }

  /** The classes of the product without those of tests, whose log configuration would win. */
  public static String classPath() {
    return String.join(
        File.pathSeparator,
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("test-classes"))
            .toList());
  }

  /** Starts it and waits until it is ready. */
  public static Sluice start(Namespace namespace, Path log, String... arguments)
      throws IOException {
    return start(namespace, log, Confines.NONE, arguments);
  }

  /** Starts it within limits and waits until it is ready. */
  public static Sluice start(Namespace namespace, Path log, Confines confines, String... arguments)
      throws IOException {
    return start(namespace, log, confines, classPath(), arguments);
  }

  /** The same with its classes at another place. */
  public static Sluice startFrom(
      String classPath, Namespace namespace, Path log, Confines confines, String file)
      throws IOException {
    return start(namespace, log, confines, classPath, new String[] {"run", "-f", file});
  }

  private static Sluice start(
      Namespace namespace, Path log, Confines confines, String classPath, String[] arguments)
      throws IOException {
    List<String> command = confines.around(commandFrom(classPath, arguments));
    Sluice sluice = new Sluice(namespace, ServerProcess.start(namespace, command, log));
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(
            () -> {
              sluice.process.requireAlive();
              return sluice.admin("/readyz").isSuccess();
            });
    return sluice;
  }

  /** The process. */
  public ServerProcess process() {
    return process;
  }

  /** Reloads, and waits until the new configuration serves. */
  public void reload() {
    double before = metric("sluice_config_generation");
    process.signal("HUP");
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> metric("sluice_config_generation") > before);
  }

  /**
   * The sum of a metric's values over the lines that have all of these labels, each as {@code
   * name="value"}.
   */
  public double metric(String name, String... labels) {
    Pattern line = Pattern.compile(Pattern.quote(name) + "(\\{.*\\})? ([0-9.eE+-]+)");
    return admin("/metrics")
        .requireSuccess()
        .out()
        .lines()
        .map(line::matcher)
        .filter(Matcher::matches)
        .filter(match -> Stream.of(labels).allMatch(String.valueOf(match.group(1))::contains))
        .mapToDouble(match -> Double.parseDouble(match.group(2)))
        .sum();
  }

  /** Whether it says of itself that it works. */
  public boolean isLive() {
    return admin("/livez").isSuccess();
  }

  /** Waits until a metric has that value. */
  public void awaitMetric(double expected, String name, String... labels) {
    await()
        .atMost(PATIENCE)
        .pollInterval(POLL)
        .until(() -> metric(name, labels), value -> value == expected);
  }

  private Output admin(String path) {
    return namespace.run("curl", "-sf", "--max-time", "5", ADMIN + path);
  }

  @Override
  public void close() {
    process.close();
    if (process.log().contains("LEAK:")) {
      throw new AssertionError(process.log());
    }
  }
}
