package io.sluice.app.cli;

import io.sluice.app.bench.Bench;
import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.Pace;
import io.sluice.app.bench.UdpLoad;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice bench udp}. */
@Command(
    name = "udp",
    description = {
      "Measures requests and replies over UDP.",
      "Every datagram carries its session, number and time; what comes back is checked.",
      "One that is not answered within 200ms is lost."
    },
    footer = {
      "",
      "Examples:",
      "  sluice bench udp 127.0.0.1:9001 --sessions 100 --size 1200",
      "  sluice bench udp 127.0.0.1:9001 --sessions 100 --rate 20000 -o json",
      "  sluice bench udp 127.0.0.1:9001 --one-way --size 1200 --sink 127.0.0.1:9101"
    })
final class BenchUdpCommand implements Callable<Integer> {
  private static final int MOST_SESSIONS = 20_000;
  private static final int ONE_WAY_IN_FLIGHT = 64;
  private static final int MOST_IN_FLIGHT = 4096;
  private static final int MOST_IN_FLIGHT_TOGETHER = 1_000_000;

  @Mixin private Basics basics = new Basics();
  @Mixin private BenchTarget target = new BenchTarget();
  @Mixin private BenchPace pace = new BenchPace();
  @Mixin private BenchOutput output = new BenchOutput();

  @Option(
      names = "--sessions",
      paramLabel = "N",
      defaultValue = "1",
      description = "Sockets that send. Default: ${DEFAULT-VALUE}.")
  private int sessions = 1;

  @Option(
      names = "--size",
      paramLabel = "BYTES",
      defaultValue = "64",
      description =
          "Bytes of a datagram, at least " + UdpLoad.LEAST_BYTES + ". Default: ${DEFAULT-VALUE}.")
  private int bytes;

  @Option(
      names = "--in-flight",
      paramLabel = "K",
      description = {
        "Datagrams of a session under way at once. Default: 1; with --rate as many as are due",
        "until one is given up; with --one-way 64."
      })
  private @Nullable Integer inFlight;

  @Option(
      names = "--one-way",
      description = {
        "Only sends: at the rate, or --in-flight datagrams of a session until the sink says that",
        "they are through. What counts is what has arrived."
      })
  private boolean isOneWay;

  @Option(
      names = "--sink",
      paramLabel = "HOST:PORT",
      converter = BenchTarget.Converter.class,
      description = {
        "Who counts what arrives one way, asked by itself: every 'sluice bench sink' behind the",
        "target. Repeatable. Default: the target."
      })
  private List<InetSocketAddress> sinks = new ArrayList<>();

  @Override
  public Integer call() throws BenchException {
    InetSocketAddress address = target.address(basics);
    BenchLimits.require(basics, "--sessions", sessions, 1, MOST_SESSIONS);
    BenchLimits.require(basics, "--size", bytes, UdpLoad.LEAST_BYTES, UdpLoad.MOST_BYTES);
    Pace asked = pace.pace(basics, sessions);
    int underWay = inFlight == null ? usualInFlight(asked) : inFlight;
    BenchLimits.require(basics, "--in-flight", underWay, 1, MOST_IN_FLIGHT);
    BenchLimits.require(
        basics,
        "--in-flight of all sessions",
        (long) underWay * sessions,
        1,
        MOST_IN_FLIGHT_TOGETHER);
    UdpLoad load = new UdpLoad(address, sessions, bytes, underWay);
    List<InetSocketAddress> counting = sinks(address);
    output.announce(basics, asked);
    Runnable measuring = () -> output.measuring(basics);
    return output.print(
        basics,
        isOneWay
            ? Bench.oneWay(load, asked, measuring, counting)
            : Bench.udp(load, asked, measuring));
  }

  private List<InetSocketAddress> sinks(InetSocketAddress otherwise) {
    for (InetSocketAddress sink : sinks) {
      target.requireAllowed(basics, sink);
    }
    return sinks.isEmpty() ? List.of(otherwise) : sinks;
  }

  /* So that a lost datagram, which keeps its place until it is given up, delays no other one. */
  private int usualInFlight(Pace asked) {
    if (isOneWay) {
      return ONE_WAY_IN_FLIGHT;
    }
    if (!asked.isOpen()) {
      return 1;
    }
    long dueMeanwhile = asked.ratePerSecond() * UdpLoad.LOST_AFTER.toMillis() * 2 / 1000;
    long most = Math.clamp(MOST_IN_FLIGHT_TOGETHER / sessions, 1, MOST_IN_FLIGHT);
    return (int) Math.clamp(dueMeanwhile / sessions + 1, 1, most);
  }
}
