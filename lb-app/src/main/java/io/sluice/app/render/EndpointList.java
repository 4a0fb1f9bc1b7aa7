package io.sluice.app.render;

import static java.util.Comparator.naturalOrder;
import static java.util.Comparator.nullsFirst;

import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.TargetPort;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The endpoints of a service's ports as one list of items, each with its number for every port.
 *
 * <p>The model has a list of endpoints for each port; a native document has one for the service.
 * They are put together again by position, once each list is sorted by all that belongs to the
 * item: the n-th endpoints of all ports are one item wherever one list can say it at all.
 */
final class EndpointList {
  private static final int USUAL_WEIGHT = 1;
  private static final Comparator<String> TEXT_OR_NONE = nullsFirst(naturalOrder());
  private static final Comparator<EndpointSpec> BY_ITEM =
      Comparator.comparing(EndpointList::host)
          .thenComparingInt(EndpointSpec::weight)
          .thenComparing(EndpointSpec::zone, TEXT_OR_NONE)
          .thenComparing(EndpointSpec::node, TEXT_OR_NONE)
          .thenComparingInt(EndpointSpec::priority)
          .thenComparingInt(EndpointSpec::port);

  private EndpointList() {}

  static List<Object> of(List<ServicePort> ports) {
    List<Object> items = new ArrayList<>();
    List<List<EndpointSpec>> columns =
        ports.stream().map(port -> port.endpoints().stream().sorted(BY_ITEM).toList()).toList();
    int longest = columns.stream().mapToInt(List::size).max().orElse(0);
    for (int i = 0; i < longest; i++) {
      items.add(item(ports, columns, i));
    }
    return items;
  }

  private static Object item(List<ServicePort> ports, List<List<EndpointSpec>> columns, int index) {
    Map<String, Object> numbers = new LinkedHashMap<>();
    EndpointSpec first = null;
    boolean isNumberedLikeTarget = true;
    for (int p = 0; p < ports.size(); p++) {
      ServicePort port = ports.get(p);
      if (index < columns.get(p).size()) {
        EndpointSpec endpoint = columns.get(p).get(index);
        first = first == null ? endpoint : first;
        int number = endpoint.port();
        numbers.put(key(port), number);
        isNumberedLikeTarget &= port.targetPort().equals(new TargetPort.Numbered(number));
      }
    }
    if (first == null) {
      throw new IllegalArgumentException("no port has an endpoint at " + index);
    }
    if (first.address() instanceof EndpointAddress.UnixSocket) {
      boolean isOneWord = host(first).chars().noneMatch(Character::isWhitespace);
      return isOneWord ? text(host(first), first) : mapping(first, Map.of());
    }
    if (isNumberedLikeTarget) {
      return text(host(first), first);
    }
    return ports.size() == 1 ? text(first.hostAndPort(), first) : mapping(first, numbers);
  }

  private static String host(EndpointSpec endpoint) {
    return endpoint.address().host();
  }

  /* The name of the target port where it has one: two service ports may share it. */
  private static String key(ServicePort port) {
    return switch (port.targetPort()) {
      case TargetPort.Named(String name) -> name;
      case TargetPort.Numbered numbered -> port.name();
    };
  }

  private static String text(String address, EndpointSpec endpoint) {
    StringBuilder text = new StringBuilder(address);
    attributes(endpoint)
        .forEach((key, value) -> text.append(' ').append(key).append('=').append(value));
    return text.toString();
  }

  private static Map<String, Object> mapping(EndpointSpec endpoint, Map<String, Object> numbers) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("address", host(endpoint));
    if (!numbers.isEmpty()) {
      tree.put("ports", numbers);
    }
    tree.putAll(attributes(endpoint));
    return tree;
  }

  private static Map<String, Object> attributes(EndpointSpec endpoint) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    if (endpoint.weight() != USUAL_WEIGHT) {
      attributes.put("weight", endpoint.weight());
    }
    if (endpoint.zone() != null) {
      attributes.put("zone", endpoint.zone());
    }
    if (endpoint.node() != null) {
      attributes.put("node", endpoint.node());
    }
    if (endpoint.priority() != 0) {
      attributes.put("priority", endpoint.priority());
    }
    return attributes;
  }
}
