package io.sluice.app.bench;

import io.sluice.app.bench.BenchServers.ListenPoint;
import io.sluice.config.model.Protocol;
import java.net.InetSocketAddress;
import java.util.List;

/** The endpoints of runs, in this process. */
final class Servers {
  private Servers() {}

  static BenchServers echo() throws BenchException {
    return BenchServers.echo(
        List.of(
            new ListenPoint(Loads.loopback(0), Protocol.TCP),
            new ListenPoint(Loads.loopback(0), Protocol.UDP)));
  }

  static BenchServers sink() throws BenchException {
    return BenchServers.sink(List.of(new ListenPoint(Loads.loopback(0), Protocol.UDP)));
  }

  static InetSocketAddress tcp(BenchServers servers) {
    return address(servers, Protocol.TCP);
  }

  static InetSocketAddress udp(BenchServers servers) {
    return address(servers, Protocol.UDP);
  }

  private static InetSocketAddress address(BenchServers servers, Protocol protocol) {
    return servers.addresses().stream()
        .filter(point -> point.protocol() == protocol)
        .findFirst()
        .orElseThrow()
        .address();
  }
}
