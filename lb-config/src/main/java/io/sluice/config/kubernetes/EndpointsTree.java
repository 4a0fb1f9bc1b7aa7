package io.sluice.config.kubernetes;

import io.sluice.config.model.EndpointSpec;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Builds the v1 Endpoints object that belongs to a service's slices: addresses of the service's
 * first family, those with the same ports in one subset.
 */
final class EndpointsTree {
  private EndpointsTree() {}

  static Map<String, Object> of(
      SliceOwner owner, IpFamily family, List<EndpointSliceManifest> slices) {
    return of(owner, family, slices, List.of());
  }

  /**
   * The same with unix sockets, in a subset without ports.
   *
   * @param sockets all of them ready
   */
  static Map<String, Object> of(
      SliceOwner owner,
      IpFamily family,
      List<EndpointSliceManifest> slices,
      List<EndpointSpec> sockets) {
    Map<SliceEndpoint, Set<SlicePort>> portsByEndpoint = new LinkedHashMap<>();
    for (EndpointSliceManifest slice : slices) {
      if (slice.family() == family && !slice.ports().isEmpty()) {
        for (SliceEndpoint endpoint : slice.endpoints()) {
          portsByEndpoint
              .computeIfAbsent(endpoint, key -> new LinkedHashSet<>())
              .addAll(slice.ports());
        }
      }
    }
    Map<Set<SlicePort>, List<SliceEndpoint>> subsets = new LinkedHashMap<>();
    portsByEndpoint.forEach(
        (endpoint, ports) ->
            subsets.computeIfAbsent(ports, key -> new ArrayList<>()).add(endpoint));

    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Endpoints");
    tree.put("metadata", metadata(owner));
    List<Object> subsetTrees = new ArrayList<>();
    subsets.forEach((ports, endpoints) -> addSubset(ports, endpoints, subsetTrees));
    if (!sockets.isEmpty()) {
      subsetTrees.add(Map.of("addresses", sockets.stream().map(EndpointsTree::address).toList()));
    }
    if (!subsetTrees.isEmpty()) {
      tree.put("subsets", Collections.unmodifiableList(subsetTrees));
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> metadata(SliceOwner owner) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (owner.creationTimestamp() != null) {
      tree.put("creationTimestamp", owner.creationTimestamp());
    }
    Map<String, String> labels = new TreeMap<>(owner.labels());
    labels.put("endpoints.kubernetes.io/managed-by", "endpoint-controller");
    if (owner.kind() == SliceOwner.Kind.HEADLESS_SERVICE) {
      labels.put(EndpointSliceManifest.HEADLESS_LABEL, "");
    }
    tree.put("labels", Collections.unmodifiableMap(labels));
    tree.put("name", owner.name().name());
    tree.put("namespace", owner.name().namespace());
    return Collections.unmodifiableMap(tree);
  }

  private static void addSubset(
      Set<SlicePort> ports, List<SliceEndpoint> endpoints, List<Object> subsets) {
    List<Object> ready = new ArrayList<>();
    List<Object> notReady = new ArrayList<>();
    for (SliceEndpoint endpoint : endpoints) {
      if (endpoint.conditions().ready()) {
        ready.add(address(endpoint));
      } else if (!endpoint.conditions().terminating()) {
        notReady.add(address(endpoint));
      }
    }
    if (ready.isEmpty() && notReady.isEmpty()) {
      return;
    }
    Map<String, Object> subset = new LinkedHashMap<>();
    if (!ready.isEmpty()) {
      subset.put("addresses", Collections.unmodifiableList(ready));
    }
    if (!notReady.isEmpty()) {
      subset.put("notReadyAddresses", Collections.unmodifiableList(notReady));
    }
    subset.put("ports", ports.stream().map(EndpointsTree::port).toList());
    subsets.add(Collections.unmodifiableMap(subset));
  }

  /** Unlike in a slice, the name of an unnamed port is not written. */
  private static Map<String, Object> port(SlicePort port) {
    if (!port.name().isEmpty()) {
      return SliceTree.port(port);
    }
    Map<String, Object> tree = new LinkedHashMap<>(SliceTree.port(port));
    tree.remove("name");
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> address(EndpointSpec socket) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ip", socket.address().host());
    if (socket.node() != null) {
      tree.put("nodeName", socket.node());
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> address(SliceEndpoint endpoint) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ip", endpoint.address().toString());
    if (endpoint.node() != null) {
      tree.put("nodeName", endpoint.node());
    }
    if (endpoint.targetRef() != null) {
      tree.put("targetRef", endpoint.targetRef().tree());
    }
    return Collections.unmodifiableMap(tree);
  }
}
