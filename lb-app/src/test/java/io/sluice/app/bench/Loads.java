package io.sluice.app.bench;

import io.sluice.app.bench.TcpLoad.Language;
import io.sluice.app.bench.TcpLoad.Reuse;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;

/** Loads and paces of tests, all of them measured from their first request. */
final class Loads {
  static final int BYTES = 64;

  /** Nobody wants to know when the measured time begins. */
  static final Runnable UNWATCHED = () -> {};

  private Loads() {}

  static InetSocketAddress loopback(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  static TcpLoad tcp(int port, int connections) {
    return new TcpLoad(loopback(port), connections, BYTES, BYTES, Language.BYTES, Reuse.KEPT);
  }

  static TcpLoad reconnecting(int port, int connections) {
    return new TcpLoad(loopback(port), connections, BYTES, BYTES, Language.BYTES, Reuse.RECONNECT);
  }

  static TcpLoad http(int port, int connections, Reuse reuse) {
    return new TcpLoad(loopback(port), connections, BYTES, BYTES, Language.HTTP, reuse);
  }

  static Pace closed(Duration duration, int threads) {
    return new Pace(Duration.ZERO, duration, 0, threads);
  }

  static Pace open(Duration duration, long ratePerSecond) {
    return new Pace(Duration.ZERO, duration, ratePerSecond, 1);
  }

  static long count(BenchResult result, String name) {
    return (long) number(result.tree(), name);
  }

  static double latencyMicros(BenchResult result, String name) {
    return number((Map<?, ?>) Objects.requireNonNull(result.tree().get("latencyMicros")), name);
  }

  static double figure(BenchResult result, String name) {
    return number(result.tree(), name);
  }

  private static double number(Map<?, ?> figures, String name) {
    return ((Number) Objects.requireNonNull(figures.get(name))).doubleValue();
  }
}
