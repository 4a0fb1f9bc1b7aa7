package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.BenchServers;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code sluice bench sink}. */
@Command(
    name = "sink",
    description = {
      "Counts datagrams and their bytes, as an endpoint of one-way runs, until TERM or INT.",
      "The datagram 'count' is answered with 'DATAGRAMS BYTES', those of that address.",
      "Prints where it listens, and then a line with the word ready."
    },
    footer = {"", "Example:", "  sluice bench sink --listen 127.0.0.1:9001/UDP"})
final class BenchSinkCommand implements Callable<Integer> {
  @Mixin private Basics basics = new Basics();
  @Mixin private BenchListen listen = new BenchListen();

  @Override
  public Integer call() throws BenchException, InterruptedException {
    listen.requireUdp(basics);
    return listen.serve(basics, BenchServers::sink);
  }
}
