package io.sluice.config.validate;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ProxyProtocol;
import io.sluice.config.model.Route;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.SocketSettings.Source;
import io.sluice.config.model.Tls;
import io.sluice.config.model.TrafficLimits;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.Origin.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Rules between the traffic settings of a service port and everything around it: its protocol, its
 * VIPs, other service ports. The same for native documents and manifests.
 */
public final class TrafficRules {
  private static final String ROUTES = "routes";
  private static final int SLOT_BYTES = 4;

  /** Bytes. */
  private static final long LARGE_TABLES = 128L << 20;

  private final Problems problems;
  private final Map<ServicePortName, ServicePort> ports = new HashMap<>();

  /** What one place says of many ports is said once. */
  private final Set<String> reported = new HashSet<>();

  /** Of the tables that were looked at so far. */
  private long tableBytes;

  private TrafficRules(Problems problems) {
    this.problems = problems;
  }

  /** Checks everything that is to be served. */
  public static void check(List<LocatedService> services, Problems problems) {
    TrafficRules rules = new TrafficRules(problems);
    for (LocatedService located : services) {
      Service service = located.service();
      service.ports().forEach(port -> rules.ports.put(service.portName(port), port));
    }
    for (LocatedService located : services) {
      for (ServicePort port : located.service().ports()) {
        rules.checkProxyProtocol(located, port);
        rules.checkSource(located, port);
        rules.checkServerName(located, port);
        rules.checkRoutes(located, port);
        rules.checkUdpLimits(located, port);
        rules.checkTables(located, port);
      }
    }
  }

  private void checkProxyProtocol(LocatedService located, ServicePort port) {
    ProxyProtocol proxy = port.traffic().proxyProtocol();
    boolean isVersion1 =
        proxy.accept() == ProxyProtocol.Accept.V1 || proxy.send() == ProxyProtocol.Send.V1;
    if (port.protocol() == Protocol.UDP && isVersion1) {
      String message = "version 1 of the PROXY protocol has no UDP; use V2";
      report(located, port, "proxyProtocol", "proxy-version", message);
    }
  }

  /** What holds a TCP connection back: nobody holds a datagram back. */
  private void checkUdpLimits(LocatedService located, ServicePort port) {
    boolean isOnlyUdp =
        located.service().ports().stream().noneMatch(each -> each.protocol() == Protocol.TCP);
    if (port.protocol() != Protocol.UDP || !isOnlyUdp) {
      return;
    }
    TrafficLimits limits = port.traffic().limits();
    warnOfTcpKey(located, port, "byteRate", limits.byteRate() > 0);
    warnOfTcpKey(located, port, "byteRatePerConnection", limits.byteRatePerConnection() > 0);
    warnOfTcpKey(located, port, "queue", limits.queueSize() > 0);
  }

  private void warnOfTcpKey(LocatedService located, ServicePort port, String key, boolean isSet) {
    if (isSet) {
      warn(located, port, key, "tcp-only", key + " is for TCP; no datagram waits for it");
    }
  }

  /** Each port and family has a table, and while a change is applied the old one as well. */
  private void checkTables(LocatedService located, ServicePort port) {
    if (!(port.traffic().balancing() instanceof BalancingPolicy.Maglev(int slots, int _))) {
      return;
    }
    long families = located.service().vips().stream().map(IpAddress::isIpv6).distinct().count();
    long before = tableBytes;
    tableBytes += families * slots * SLOT_BYTES;
    if (before < LARGE_TABLES && tableBytes >= LARGE_TABLES) {
      String message =
          "Maglev's tables of all service ports together take more than "
              + (LARGE_TABLES >> 20)
              + " MiB, and twice that while a change is applied; use a smaller"
              + " balancingConfig.tableSize, or see that the heap has room";
      warn(located, port, "balancing", "maglev-tables-large", message);
    }
  }

  /** A VIP leads to endpoints of its own family, which are connected to from that family. */
  private void checkSource(LocatedService located, ServicePort port) {
    if (!(port.traffic().sockets().endpoint().source() instanceof Source.Fixed(IpAddress source))) {
      return;
    }
    for (IpAddress vip : located.service().vips()) {
      if (vip.isIpv6() != source.isIpv6()) {
        String message =
            source + " cannot reach the endpoints of " + vip + ", which has another address family";
        report(located, port, "sourceAddress", "source-family", message);
        return;
      }
    }
  }

  /** A unix socket has no address that a certificate could be for. */
  private void checkServerName(LocatedService located, ServicePort port) {
    Tls.Origination origination = port.traffic().tls().origination();
    boolean isByAddress =
        origination != null
            && origination.verify() == Tls.Verify.FULL
            && origination.serverName() == null;
    if (isByAddress
        && port.endpoints().stream()
            .anyMatch(spec -> spec.address() instanceof EndpointAddress.UnixSocket)) {
      String message =
          "a unix socket is no name to verify; say tls.origination.serverName, or verify: None";
      report(located, port, "tls", "tls-server-name", message);
    }
  }

  private void checkRoutes(LocatedService located, ServicePort port) {
    List<Route> routes = port.traffic().routes();
    if (routes.isEmpty()) {
      return;
    }
    if (port.protocol() != Protocol.TCP) {
      String message = "routes are for TCP, and this port is " + port.protocol();
      report(located, port, ROUTES, "routes-protocol", message);
    }
    if (port.traffic().tls().termination() != null) {
      String message =
          "TLS ends here, so nothing is left to be routed; use tls: {termination: Off}";
      report(located, port, ROUTES, "routes-termination", message);
    }
    for (Route route : routes) {
      checkTarget(located, port, route.target());
    }
  }

  private void checkTarget(LocatedService located, ServicePort port, ServicePortName target) {
    ServicePort found = ports.get(target);
    if (found == null) {
      report(located, port, ROUTES, "route-target", unknown(target));
    } else if (target.equals(located.service().portName(port))) {
      String message = "a route of " + target + " leads to itself";
      report(located, port, ROUTES, "route-loop", message);
    } else if (!found.traffic().routes().isEmpty()) {
      String message = target + " has routes of its own; name the service port that serves";
      report(located, port, ROUTES, "route-chain", message);
    }
  }

  private String unknown(ServicePortName target) {
    String others =
        ports.keySet().stream()
            .filter(each -> each.service().equals(target.service()))
            .filter(each -> each.protocol() == Protocol.TCP)
            .map(ServicePortName::portName)
            .sorted()
            .limit(10)
            .collect(Collectors.joining(", "));
    if (others.isEmpty()) {
      return "no service " + target.service() + " has a TCP port";
    }
    return target.portName().isEmpty()
        ? "the ports of service " + target.service() + " have names; say which: " + others
        : "service "
            + target.service()
            + " has no TCP port "
            + target.portName()
            + "; it has "
            + others;
  }

  private void warn(
      LocatedService located, ServicePort port, String key, String rule, String message) {
    Place place = located.origin().setting(port, key);
    if (isNew(rule, place, message)) {
      problems.warning(place.position(), place.path(), rule, message);
    }
  }

  private void report(
      LocatedService located, ServicePort port, String key, String rule, String message) {
    Place place = located.origin().setting(port, key);
    if (isNew(rule, place, message)) {
      problems.error(place.position(), place.path(), rule, message);
    }
  }

  private boolean isNew(String rule, Place place, String message) {
    return reported.add(rule + " " + place + " " + message);
  }
}
