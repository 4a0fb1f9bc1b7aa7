package io.sluice.config.model;

import java.util.List;

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

  /** Nothing. */
  public static final Inventory EMPTY = new Inventory(List.of(), List.of(), List.of(), List.of());

  public Inventory {
    services = List.copyOf(services);
    endpointSlices = List.copyOf(endpointSlices);
    endpoints = List.copyOf(endpoints);
    pods = List.copyOf(pods);
  }
}
