package io.sluice.config.kubernetes;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Builds EndpointSlice objects, keys in the order in which kubectl prints them. */
final class SliceTree {
  private SliceTree() {}

  static Map<String, Object> of(
      SliceOwner owner,
      String name,
      IpFamily family,
      List<SlicePort> ports,
      List<SliceEndpoint> endpoints) {
    return of(owner, name, family.label(), ports, endpoints.stream().map(SliceTree::endpoint));
  }

  private static Map<String, Object> of(
      SliceOwner owner,
      String name,
      String addressType,
      List<SlicePort> ports,
      Stream<Map<String, Object>> endpoints) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("addressType", addressType);
    tree.put("apiVersion", "discovery.k8s.io/v1");
    tree.put("endpoints", endpoints.toList());
    tree.put("kind", "EndpointSlice");
    tree.put("metadata", metadata(owner, name));
    tree.put("ports", ports.stream().map(SliceTree::port).toList());
    return Collections.unmodifiableMap(tree);
  }

  /**
   * A slice of unix sockets. Kubernetes has no address type for them; without ports, an address is
   * shown as it is.
   */
  static Map<String, Object> ofSockets(
      SliceOwner owner, String name, List<EndpointSpec> endpoints) {
    return of(owner, name, "Unix", List.of(), endpoints.stream().map(SliceTree::endpoint));
  }

  /** A port, as it stands in an EndpointSlice. */
  static Map<String, Object> port(SlicePort port) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (port.appProtocol() != null) {
      tree.put("appProtocol", port.appProtocol());
    }
    tree.put("name", port.name());
    tree.put("port", (long) port.number());
    tree.put("protocol", port.protocol().name());
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> metadata(SliceOwner owner, String name) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (owner.creationTimestamp() != null) {
      tree.put("creationTimestamp", owner.creationTimestamp());
    }
    tree.put("generateName", SliceName.prefix(owner));
    tree.put("labels", Collections.unmodifiableMap(owner.sliceLabels()));
    tree.put("name", name);
    tree.put("namespace", owner.name().namespace());
    tree.put("ownerReferences", List.of(ownerReference(owner)));
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> ownerReference(SliceOwner owner) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("blockOwnerDeletion", true);
    tree.put("controller", true);
    tree.put("kind", owner.kind().label());
    tree.put("name", owner.name().name());
    if (owner.uid() != null) {
      tree.put("uid", owner.uid());
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> endpoint(EndpointSpec endpoint) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("addresses", List.of(endpoint.address().host()));
    tree.put("conditions", conditions(endpoint.conditions()));
    if (endpoint.node() != null) {
      tree.put("nodeName", endpoint.node());
    }
    if (endpoint.zone() != null) {
      tree.put("zone", endpoint.zone());
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> endpoint(SliceEndpoint endpoint) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("addresses", List.of(endpoint.address().toString()));
    tree.put("conditions", conditions(endpoint.conditions()));
    if (endpoint.node() != null) {
      tree.put("nodeName", endpoint.node());
    }
    if (endpoint.targetRef() != null) {
      tree.put("targetRef", endpoint.targetRef().tree());
    }
    if (endpoint.zone() != null) {
      tree.put("zone", endpoint.zone());
    }
    return Collections.unmodifiableMap(tree);
  }

  private static Map<String, Object> conditions(Conditions conditions) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("ready", conditions.ready());
    tree.put("serving", conditions.serving());
    tree.put("terminating", conditions.terminating());
    return Collections.unmodifiableMap(tree);
  }
}
