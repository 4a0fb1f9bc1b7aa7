package io.sluice.config.model;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The Kubernetes view of a configuration, for {@code get} and {@code describe}: objects that were
 * given, and the ones that the API server's controllers would have made from them. Each list is
 * sorted by namespace and name.
 */
public record Inventory(
    List<Manifest> services,
    List<Manifest> endpointSlices,
    List<Manifest> endpoints,
    List<Manifest> pods) {

  private static final Comparator<Manifest> BY_NAME =
      Comparator.comparing(Manifest::namespace).thenComparing(Manifest::name);

  /** Nothing. */
  public static final Inventory EMPTY = new Inventory(List.of(), List.of(), List.of(), List.of());

  public Inventory {
    services = List.copyOf(services);
    endpointSlices = List.copyOf(endpointSlices);
    endpoints = List.copyOf(endpoints);
    pods = List.copyOf(pods);
  }

  /** The objects of both. */
  public Inventory merge(Inventory other) {
    return new Inventory(
        merge(services, other.services),
        merge(endpointSlices, other.endpointSlices),
        merge(endpoints, other.endpoints),
        merge(pods, other.pods));
  }

  private static List<Manifest> merge(List<Manifest> some, List<Manifest> others) {
    return Stream.concat(some.stream(), others.stream()).sorted(BY_NAME).toList();
  }
}
