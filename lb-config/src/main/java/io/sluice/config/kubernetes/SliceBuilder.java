package io.sluice.config.kubernetes;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the slices of one service and address family: endpoints with the same ports share slices.
 * One thread at a time.
 */
final class SliceBuilder {
  /** The endpoint slice controller's own limit. */
  private static final int MAX_ENDPOINTS = 100;

  private static final Comparator<SliceEndpoint> BY_ADDRESS =
      Comparator.comparing(SliceEndpoint::address);

  private final SliceOwner owner;
  private final IpFamily family;
  private final Map<List<SlicePort>, List<SliceEndpoint>> byPorts = new LinkedHashMap<>();
  private final Set<String> names = new HashSet<>();

  SliceBuilder(SliceOwner owner, IpFamily family) {
    this.owner = owner;
    this.family = family;
  }

  /** Takes an endpoint of this family with the ports that were resolved for it. */
  void add(SliceEndpoint endpoint, List<SlicePort> ports) {
    byPorts.computeIfAbsent(List.copyOf(ports), key -> new ArrayList<>()).add(endpoint);
  }

  boolean isEmpty() {
    return byPorts.isEmpty();
  }

  /** The slices; without endpoints a single empty one, which says that there are none. */
  List<EndpointSliceManifest> build() {
    List<EndpointSliceManifest> slices = new ArrayList<>();
    byPorts.forEach((ports, endpoints) -> addSlices(ports, endpoints, slices));
    if (slices.isEmpty()) {
      slices.add(slice(List.of(), List.of()));
    }
    slices.sort(Comparator.comparing(slice -> slice.metadata().name()));
    return slices;
  }

  private void addSlices(
      List<SlicePort> ports, List<SliceEndpoint> endpoints, List<EndpointSliceManifest> slices) {
    List<SliceEndpoint> sorted = endpoints.stream().sorted(BY_ADDRESS).toList();
    for (int from = 0; from < sorted.size(); from += MAX_ENDPOINTS) {
      int to = Math.min(sorted.size(), from + MAX_ENDPOINTS);
      slices.add(slice(ports, sorted.subList(from, to)));
    }
  }

  private EndpointSliceManifest slice(List<SlicePort> ports, List<SliceEndpoint> endpoints) {
    String name = SliceName.of(owner, family, ports, names);
    ObjectMeta metadata =
        new ObjectMeta(
            owner.name().namespace(),
            name,
            owner.sliceLabels(),
            Map.of(),
            null,
            owner.creationTimestamp(),
            false,
            owner.position());
    return new EndpointSliceManifest(
        metadata,
        family,
        ports,
        endpoints,
        () -> SliceTree.of(owner, name, family, ports, endpoints));
  }
}
