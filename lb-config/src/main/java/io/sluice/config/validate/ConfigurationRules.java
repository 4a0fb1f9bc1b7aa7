package io.sluice.config.validate;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ListenAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.Origin.Place;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Rules between services, and between them and the process: the same for native documents and
 * manifests. Of two that contradict each other, the later is the problem.
 */
public final class ConfigurationRules {
  private static final String ADMIN = "the admin HTTP (admin.listen)";

  private final Problems problems;
  private final Claims claims = new Claims();
  private final Map<UnixPath, String> socketOwners = new HashMap<>();

  private ConfigurationRules(Problems problems) {
    this.problems = problems;
  }

  /**
   * Checks everything that is to be served.
   *
   * @param services in the order in which they were read
   */
  public static void check(List<LocatedService> services, ListenAddress admin, Problems problems) {
    ConfigurationRules rules = new ConfigurationRules(problems);
    if (admin instanceof ListenAddress.Tcp(IpAddress address, int port) && port > 0) {
      rules.claims.claim(address, port, Protocol.TCP, ADMIN);
    } else if (admin instanceof ListenAddress.Unix(String path)) {
      rules.socketOwners.put(new UnixPath(path), ADMIN);
    }
    rules.checkNames(services);
    services.forEach(rules::checkVips);
    services.forEach(rules::checkSockets);
    services.forEach(rules::checkEndpoints);
  }

  private void checkNames(List<LocatedService> services) {
    Map<ServiceName, Position> first = new HashMap<>();
    for (LocatedService located : services) {
      Place place = located.origin().service();
      Position earlier = first.putIfAbsent(located.service().name(), place.position());
      if (earlier != null) {
        String where = earlier.source() + ":" + earlier.line();
        String message = "service " + located.service().name() + " is there already, at " + where;
        problems.error(place.position(), place.path(), "service-duplicate", message);
      }
    }
  }

  private void checkVips(LocatedService located) {
    Service service = located.service();
    for (IpAddress vip : service.vips()) {
      String reason = AddressRules.whyNoVip(vip);
      if (reason != null) {
        report(located.origin().vip(vip), "vip-address", reason);
      }
      // A port that stands twice in one service was reported as that.
      Set<String> seen = new HashSet<>();
      for (ServicePort port : service.ports()) {
        if (seen.add(port.port() + "/" + port.protocol())) {
          claim(located, vip, port);
        }
      }
    }
  }

  private void claim(LocatedService located, IpAddress vip, ServicePort port) {
    String owner = "service " + located.service().name();
    String other = claims.claim(vip, port.port(), port.protocol(), owner);
    if (other != null && !other.equals(owner)) {
      String listener = vip.withPort(port.port()) + "/" + port.protocol();
      report(located.origin().port(port), "vip-conflict", listener + " belongs to " + other);
    }
  }

  private void checkSockets(LocatedService located) {
    for (ServicePort port : located.service().ports()) {
      for (UnixPath path : port.sockets()) {
        String owner = "service port " + located.service().portName(port);
        String other = socketOwners.putIfAbsent(path, owner);
        if (other != null) {
          Place place = located.origin().setting(port, "listen");
          report(place, "listen-conflict", path + " belongs to " + other);
        }
      }
    }
  }

  private void checkEndpoints(LocatedService located) {
    Set<IpAddress> refused = new HashSet<>();
    for (ServicePort port : located.service().ports()) {
      for (EndpointSpec endpoint : port.endpoints()) {
        String reason = whyNoEndpoint(endpoint.address());
        if (reason == null) {
          checkLoop(located, port, endpoint);
        } else if (endpoint.address() instanceof EndpointAddress.Network(IpAddress ip, _)
            && refused.add(ip)) {
          report(located.origin().endpoint(endpoint), "endpoint-address", reason);
        }
      }
    }
  }

  private static @Nullable String whyNoEndpoint(EndpointAddress address) {
    return switch (address) {
      case EndpointAddress.Network(IpAddress ip, _) -> AddressRules.whyNoEndpoint(ip);
      case EndpointAddress.UnixSocket _ -> null;
    };
  }

  private void checkLoop(LocatedService located, ServicePort port, EndpointSpec endpoint) {
    String owner =
        switch (endpoint.address()) {
          case EndpointAddress.Network(IpAddress ip, int number) ->
              claims.owner(ip, number, port.protocol());
          case EndpointAddress.UnixSocket(UnixPath path) -> socketOwners.get(path);
        };
    if (owner != null) {
      String message = endpoint.hostAndPort() + " is where " + owner + " listens, and no endpoint";
      report(located.origin().endpoint(endpoint), "endpoint-loop", message);
    }
  }

  private void report(Place place, String rule, String message) {
    problems.error(place.position(), place.path(), rule, message);
  }
}
