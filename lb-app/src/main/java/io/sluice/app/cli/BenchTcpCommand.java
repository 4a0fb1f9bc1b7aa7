package io.sluice.app.cli;

import io.sluice.app.bench.Bench;
import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.Pace;
import io.sluice.app.bench.TcpLoad;
import io.sluice.app.bench.TcpLoad.Language;
import io.sluice.app.bench.TcpLoad.Reuse;
import java.net.InetSocketAddress;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code sluice bench tcp}. */
@Command(
    name = "tcp",
    description = {
      "Measures requests and responses over TCP.",
      "Sends --request-size bytes and awaits --response-size bytes, or speaks HTTP with --http."
    },
    footer = {
      "",
      "Examples:",
      "  sluice bench tcp 127.0.0.1:9001 --connections 64",
      "  sluice bench tcp 127.0.0.1:8080 --http --connections 512 --rate 20000 -o json",
      "  sluice bench tcp 127.0.0.1:8080 --http --reconnect"
    })
final class BenchTcpCommand implements Callable<Integer> {
  static final int MOST_CONNECTIONS = 100_000;
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  @Mixin private Basics basics = new Basics();
  @Mixin private BenchTarget target = new BenchTarget();
  @Mixin private BenchPace pace = new BenchPace();
  @Mixin private BenchOutput output = new BenchOutput();

  @Option(
      names = "--connections",
      paramLabel = "N",
      defaultValue = "1",
      description = "Connections at once, with one request each. Default: ${DEFAULT-VALUE}.")
  private int connections = 1;

  @Option(
      names = "--request-size",
      paramLabel = "BYTES",
      defaultValue = "64",
      description = "Bytes of a request. Default: ${DEFAULT-VALUE}.")
  private int requestBytes;

  @Option(
      names = "--response-size",
      paramLabel = "BYTES",
      description = "Bytes of a response. Default: those of a request, as an echo sends them.")
  private @Nullable Integer responseBytes;

  @Option(
      names = "--reconnect",
      description = "A new connection for each request; connecting is part of its latency.")
  private boolean isReconnecting;

  @Option(
      names = "--http",
      description = "GET / of HTTP/1.1; responses need status 2xx and a Content-Length.")
  private boolean isHttp;

  @Override
  public Integer call() throws BenchException {
    InetSocketAddress address = target.address(basics);
    BenchLimits.require(basics, "--connections", connections, 1, MOST_CONNECTIONS);
    BenchLimits.require(basics, "--request-size", requestBytes, 1, MOST_BYTES);
    int awaited = responseBytes == null ? requestBytes : responseBytes;
    BenchLimits.require(basics, "--response-size", awaited, 1, MOST_BYTES);
    TcpLoad load =
        new TcpLoad(
            address,
            connections,
            requestBytes,
            awaited,
            isHttp ? Language.HTTP : Language.BYTES,
            isReconnecting ? Reuse.RECONNECT : Reuse.KEPT);
    Pace asked = pace.pace(basics, connections);
    output.announce(basics, asked);
    return output.print(basics, Bench.tcp(load, asked, () -> output.measuring(basics)));
  }
}
