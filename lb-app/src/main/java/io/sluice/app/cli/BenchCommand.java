package io.sluice.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/** {@code sluice bench}. */
@Command(
    name = "bench",
    description = {
      "Makes load and measures rate and latency; its own cost is part of the result.",
      "In a closed loop a request follows the response before. With --rate requests are due at",
      "fixed times, and latency counts from then, also while the other side stalls."
    },
    subcommands = {
      BenchTcpCommand.class,
      BenchUdpCommand.class,
      BenchIdleCommand.class,
      BenchEchoCommand.class,
      BenchSinkCommand.class
    },
    footer = {
      "",
      "Examples:",
      "  sluice bench echo --listen 127.0.0.1:9001/TCP",
      "  sluice bench tcp 127.0.0.1:9001 --connections 64 --duration 10s"
    })
final class BenchCommand implements Runnable {
  @Mixin private Basics basics = new Basics();

  @Override
  public void run() {
    throw new ParameterException(basics.commandLine(), "name what to do: tcp, udp, idle, …");
  }
}
