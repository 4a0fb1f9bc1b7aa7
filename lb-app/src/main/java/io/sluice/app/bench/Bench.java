package io.sluice.app.bench;

import io.sluice.app.bench.TcpLoad.Reuse;
import java.net.InetSocketAddress;
import java.util.List;

/** Makes load and measures. Blocks its caller until the run is over; one run at a time. */
public final class Bench {
  private Bench() {}

  /**
   * TCP requests and responses.
   *
   * @param measuring is run when the measured time begins
   * @throws BenchException nothing was measured
   */
  public static BenchResult tcp(TcpLoad load, Pace pace, Runnable measuring) throws BenchException {
    Descriptors.require(load.connections());
    LoadRun.Outcome outcome =
        LoadRun.run(pace, measuring, (loop, schedule) -> new TcpWorker(loop, load, schedule));
    BenchResult.Kind kind =
        load.reuse() == Reuse.RECONNECT
            ? BenchResult.Kind.RECONNECTING
            : BenchResult.Kind.KEPT_CONNECTIONS;
    return new BenchResult(kind, pace, outcome.tally(), outcome.cpuNanos());
  }

  /**
   * Datagrams and replies.
   *
   * @param measuring is run when the measured time begins
   * @throws BenchException nothing was measured
   */
  public static BenchResult udp(UdpLoad load, Pace pace, Runnable measuring) throws BenchException {
    Descriptors.require(load.sessions());
    LoadRun.Outcome outcome =
        LoadRun.run(pace, measuring, (loop, schedule) -> new UdpWorker(loop, load, schedule));
    return new BenchResult(BenchResult.Kind.DATAGRAMS, pace, outcome.tally(), outcome.cpuNanos());
  }

  /**
   * Datagrams that are not answered. Requests of the result are those that arrived at sinks, lost
   * the others.
   *
   * @param measuring is run when the measured time begins
   * @param sinks who counts, asked by themselves; nobody else may send to them meanwhile
   * @throws BenchException nothing was measured
   */
  public static BenchResult oneWay(
      UdpLoad load, Pace pace, Runnable measuring, List<InetSocketAddress> sinks)
      throws BenchException {
    Descriptors.require(load.sessions());
    // Warm-up is a run of its own, so that what is sent and what arrives can be told apart.
    if (pace.warmup().isPositive()) {
      SinkCount.settled(sinks);
      oneWay(load, pace.during(pace.warmup()), () -> {});
    }
    SinkCount before = SinkCount.settled(sinks);
    LoadRun.Outcome outcome = oneWay(load, pace.during(pace.duration()), measuring);
    SinkCount arrived = SinkCount.settled(sinks).minus(before);
    outcome.tally().onArrived(arrived.datagrams(), arrived.bytes());
    return new BenchResult(BenchResult.Kind.DATAGRAMS, pace, outcome.tally(), outcome.cpuNanos());
  }

  private static LoadRun.Outcome oneWay(UdpLoad load, Pace pace, Runnable measuring)
      throws BenchException {
    return LoadRun.run(pace, measuring, (loop, schedule) -> new OneWayWorker(loop, load, schedule));
  }
}
