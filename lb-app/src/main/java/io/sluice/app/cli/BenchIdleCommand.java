package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.IdleRun;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice bench idle}. */
@Command(
    name = "idle",
    description = {
      "Opens TCP connections, holds them, and closes them.",
      "Prints 'open N' when all are open, and fails if one ends before its time."
    },
    footer = {"", "Example:", "  sluice bench idle 127.0.0.1:9001 --connections 10000 --hold 30s"})
final class BenchIdleCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private BenchTarget target = new BenchTarget();

  @Option(
      names = "--connections",
      required = true,
      paramLabel = "N",
      description = "Connections to open.")
  private int connections;

  @Option(
      names = "--hold",
      required = true,
      paramLabel = "TIME",
      converter = BenchPace.DurationConverter.class,
      description = "How long to hold them, at most 1h.")
  private Duration hold = Duration.ZERO;

  @Override
  public Integer call() throws BenchException {
    InetSocketAddress address = target.address(basics);
    BenchLimits.require(basics, "--connections", connections, 1, BenchTcpCommand.MOST_CONNECTIONS);
    BenchLimits.require(basics, "--hold", hold, Duration.ZERO, Duration.ofHours(1));
    int ended;
    try (IdleRun run = IdleRun.open(address, connections)) {
      basics.out().println("open " + connections);
      basics.out().flush();
      ended = run.hold(hold);
    }
    if (ended > 0) {
      throw new CommandException("sluice: " + ended + " connections ended before their time");
    }
    return ExitCode.SUCCESS;
  }
}
