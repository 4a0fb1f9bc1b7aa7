package io.sluice.app.cli;

import io.sluice.app.bench.BenchException;
import io.sluice.app.bench.BenchServers;
import io.sluice.app.bench.BenchServers.ListenPoint;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/** Where an endpoint of runs listens, and its life. */
final class BenchListen {
  /** Starts what listens. */
  interface Start {
    BenchServers on(List<ListenPoint> points) throws BenchException;
  }

  @Option(
      names = "--listen",
      required = true,
      paramLabel = "IP:PORT/PROTOCOL",
      converter = Converter.class,
      description = "Where to listen, as in 127.0.0.1:9001/TCP or [::1]:9001/UDP. Repeatable.")
  private List<ListenPoint> points = new ArrayList<>();

  @Option(
      names = "--allow-remote",
      description = "Allows to listen on an address that other machines may reach.")
  private boolean isRemoteAllowed;

  void requireUdp(Basics basics) {
    for (ListenPoint point : points) {
      if (point.protocol() != Protocol.UDP) {
        throw new ParameterException(basics.commandLine(), "only UDP is counted");
      }
    }
  }

  /** Serves until a signal ends it. */
  int serve(Basics basics, Start start) throws BenchException, InterruptedException {
    for (ListenPoint point : points) {
      BenchTarget.requireAllowed(basics, point.address(), isRemoteAllowed);
    }
    CountDownLatch stop = new CountDownLatch(1);
    Signals.handle("TERM", stop::countDown);
    Signals.handle("INT", stop::countDown);
    try (BenchServers servers = start.on(points)) {
      for (ListenPoint point : servers.addresses()) {
        IpAddress address = IpAddress.of(point.address().getAddress());
        basics
            .out()
            .println(
                "listening "
                    + address.withPort(point.address().getPort())
                    + "/"
                    + point.protocol());
      }
      basics.out().println("ready");
      basics.out().flush();
      stop.await();
    }
    return ExitCode.SUCCESS;
  }

  /** Reads an address with its protocol. */
  static final class Converter implements ITypeConverter<ListenPoint> {
    @Override
    public ListenPoint convert(String text) {
      int slash = text.lastIndexOf('/');
      Protocol protocol =
          switch (text.substring(slash + 1)) {
            case "TCP" -> Protocol.TCP;
            case "UDP" -> Protocol.UDP;
            default ->
                throw new TypeConversionException("'" + text + "' does not end in /TCP or /UDP");
          };
      return new ListenPoint(
          BenchTarget.Converter.parse(text.substring(0, Math.max(0, slash)), 0), protocol);
    }
  }
}
