package io.sluice.app.bench;

import io.sluice.app.bench.TcpLoad.Reuse;

/** Makes load and measures. Blocks its caller until the run is over; one run at a time. */
public final class Bench {
  private Bench() {}

  /**
   * TCP requests and responses.
   *
   * @throws BenchException nothing was measured
   */
  public static BenchResult tcp(TcpLoad load, Pace pace) throws BenchException {
    LoadRun.Outcome outcome =
        LoadRun.run(pace, (loop, schedule) -> new TcpWorker(loop, load, schedule));
    BenchResult.Kind kind =
        load.reuse() == Reuse.RECONNECT
            ? BenchResult.Kind.RECONNECTING
            : BenchResult.Kind.KEPT_CONNECTIONS;
    return new BenchResult(kind, pace, outcome.tally(), outcome.cpuNanos());
  }

  /**
   * Datagrams and replies.
   *
   * @throws BenchException nothing was measured
   */
  public static BenchResult udp(UdpLoad load, Pace pace) throws BenchException {
    LoadRun.Outcome outcome =
        LoadRun.run(pace, (loop, schedule) -> new UdpWorker(loop, load, schedule));
    return new BenchResult(BenchResult.Kind.DATAGRAMS, pace, outcome.tally(), outcome.cpuNanos());
  }
}
