package io.sluice.core.control;

import io.sluice.config.model.Route;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceTls;
import io.sluice.core.tls.CertificateStore;
import io.sluice.core.tls.RouteTable;
import io.sluice.core.tls.TlsFileException;
import io.sluice.core.tls.TlsOrigination;
import io.sluice.core.tls.TlsTermination;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a service port's TLS settings stand for: loaded certificates, and the service ports that its
 * routes lead to. Control thread only.
 */
final class TlsParts {
  /** Bytes pass as they are. */
  static final TlsParts NONE =
      new TlsParts(
          List.of(),
          name -> {
            throw new IllegalStateException("no route leads to " + name);
          },
          null,
          null);

  private final List<Route> routes;
  private final Function<ServicePortName, ServicePortState> states;
  private final @Nullable TlsTermination termination;
  private final @Nullable TlsOrigination origination;

  private TlsParts(
      List<Route> routes,
      Function<ServicePortName, ServicePortState> states,
      @Nullable TlsTermination termination,
      @Nullable TlsOrigination origination) {
    this.routes = routes;
    this.states = states;
    this.termination = termination;
    this.origination = origination;
  }

  /**
   * Loads what is not loaded yet.
   *
   * @param states the service port that each route leads to
   */
  static TlsParts of(
      TrafficSettings traffic,
      CertificateStore certificates,
      Function<ServicePortName, ServicePortState> states)
      throws TlsFileException {
    Tls tls = traffic.tls();
    return new TlsParts(
        traffic.routes(),
        states,
        tls.termination() == null ? null : certificates.termination(tls.termination()),
        tls.origination() == null ? null : certificates.origination(tls.origination()));
  }

  /** The same for the clients of one address family. */
  ServiceTls forFamily(boolean isIpv6) {
    List<RouteTable.Entry<ServiceEntry>> entries = new ArrayList<>();
    for (Route route : routes) {
      ServiceEntry target = states.apply(route.target()).entryFor(isIpv6);
      for (String name : route.names()) {
        entries.add(new RouteTable.Entry<>(name, route.alpn(), target));
      }
    }
    return new ServiceTls(RouteTable.of(entries), termination, origination);
  }
}
