package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.BenchServers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice bench echo}. */
@Command(
    name = "echo",
    description = {
      "Gives back what comes, as an endpoint of runs, until TERM or INT.",
      "Prints where it listens, and then a line with the word ready."
    },
    footer = {
      "",
      "Example:",
      "  sluice bench echo --listen 127.0.0.1:9001/TCP --listen 127.0.0.1:9001/UDP"
    })
final class BenchEchoCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private BenchListen listen = new BenchListen();

  @Override
  public Integer call() throws BenchException, InterruptedException {
    return listen.serve(basics, BenchServers::echo);
  }
}
