package io.sluice.config.schema;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Problems;
import io.sluice.config.schema.EndpointEntry.AtSocket;
import io.sluice.config.schema.EndpointEntry.OnNetwork;
import io.sluice.config.schema.EndpointEntry.Where;
import io.sluice.config.schema.PortReader.PortEntry;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.Suggestion;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Joins the endpoints of a service with its ports: which number at which endpoint.
 *
 * <p>In this order: the endpoint's own {@code ports}, by name of the target port or of the service
 * port; the port behind its address; the target port's number.
 */
final class EndpointPorts {
  private static final Comparator<EndpointSpec> BY_ADDRESS =
      Comparator.comparing(EndpointSpec::address, EndpointAddress.ORDER);

  private final List<EndpointEntry> endpoints;
  private final Problems problems;

  /** Reported once, also when it is one for several ports. */
  private final Set<String> duplicatePaths = new HashSet<>();

  private final Set<String> socketPaths = new HashSet<>();

  EndpointPorts(List<PortEntry> ports, List<EndpointEntry> endpoints, Problems problems) {
    this.endpoints = endpoints;
    this.problems = problems;
    checkNames(ports);
    checkPortsBehindAddresses(ports);
  }

  /** Every endpoint with its number for that port, sorted; duplicates are reported. */
  List<EndpointSpec> endpointsOf(PortEntry port) {
    List<EndpointSpec> specs = new ArrayList<>(endpoints.size());
    Set<String> seen = new HashSet<>();
    for (EndpointEntry endpoint : endpoints) {
      EndpointAddress address = address(endpoint, port);
      if (address == null) {
        continue;
      }
      EndpointSpec spec = endpoint.toSpec(address);
      if (seen.add(spec.hostAndPort())) {
        specs.add(spec);
      } else if (duplicatePaths.add(endpoint.path())) {
        String message = spec.hostAndPort() + " is another endpoint of this service already";
        problems.error(endpoint.position(), endpoint.path(), "endpoint-duplicate", message);
      }
    }
    specs.sort(BY_ADDRESS);
    return specs;
  }

  /** Where that port of an endpoint is, or null when it has none, which is then reported. */
  private @Nullable EndpointAddress address(EndpointEntry endpoint, PortEntry port) {
    return switch (endpoint.where()) {
      case OnNetwork network -> {
        Integer number = number(network, port);
        if (number == null) {
          String message =
              "no number for target port "
                  + port.targetPort()
                  + "; say it under ports of the endpoint";
          problems.error(endpoint.position(), endpoint.path(), "target-port-unresolved", message);
          yield null;
        }
        yield new EndpointAddress.Network(network.address(), number);
      }
      case AtSocket(UnixPath path) -> {
        Protocol protocol = port.written().protocol();
        if (protocol != Protocol.TCP && socketPaths.add(endpoint.path())) {
          String message = path + " serves TCP ports, and the service has one that is " + protocol;
          problems.error(endpoint.position(), endpoint.path(), "unix-protocol", message);
        }
        yield protocol == Protocol.TCP ? new EndpointAddress.UnixSocket(path) : null;
      }
    };
  }

  private static @Nullable Integer number(OnNetwork endpoint, PortEntry port) {
    Integer byName = endpoint.ports().get(port.targetPort().toString());
    if (byName == null) {
      byName = endpoint.ports().get(port.written().name());
    }
    if (byName != null) {
      return byName;
    }
    if (endpoint.port() > 0) {
      return endpoint.port();
    }
    return port.targetPort() instanceof TargetPort.Numbered(int number) ? number : null;
  }

  private void checkNames(List<PortEntry> ports) {
    Set<String> names = new LinkedHashSet<>();
    for (PortEntry port : ports) {
      names.add(port.written().name());
      if (port.targetPort() instanceof TargetPort.Named(String name)) {
        names.add(name);
      }
    }
    names.remove("");
    for (EndpointEntry endpoint : endpoints) {
      Set<String> written =
          endpoint.where() instanceof OnNetwork network ? network.ports().keySet() : Set.of();
      for (String name : written) {
        if (!names.contains(name)) {
          String nearest = Suggestion.nearest(name, names);
          problems.error(
              endpoint.position(),
              endpoint.path() + ".ports." + Quote.value(name),
              "endpoint-port-name",
              "no port of this service is named "
                  + Quote.value(name)
                  + (nearest == null ? "" : "; did you mean " + nearest + "?"));
        }
      }
    }
  }

  /** One number cannot be meant for service ports that lead to different target ports. */
  private void checkPortsBehindAddresses(List<PortEntry> ports) {
    long targets = ports.stream().map(PortEntry::targetPort).distinct().count();
    for (EndpointEntry endpoint : endpoints) {
      String reason = targets > 1 ? whyAmbiguous(endpoint.where()) : null;
      if (reason != null) {
        String message = "the service has several target ports, so " + reason;
        problems.error(endpoint.position(), endpoint.path(), "endpoint-port", message);
      }
    }
  }

  private static @Nullable String whyAmbiguous(Where where) {
    return switch (where) {
      case OnNetwork(_, int port, _) ->
          port == 0 ? null : port + " may mean any; say which under ports of the endpoint";
      case AtSocket(UnixPath path) -> path + " may mean any; give it a service of its own";
    };
  }
}
