package io.sluice.app.render;

import io.sluice.config.kubernetes.ServiceManifests;
import io.sluice.config.model.Manifest;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity.ClientIp;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Service of Kubernetes with its settings in annotations, so that it means the same beside other
 * {@code defaults} than those it was read with.
 */
final class AnnotatedManifest {
  private AnnotatedManifest() {}

  static Map<String, Object> of(Manifest manifest, Service service) {
    Map<String, Object> metadata = copy(manifest.tree().get("metadata"));
    Map<String, Object> annotations = copy(metadata.get("annotations"));
    settings(service)
        .forEach((key, value) -> annotations.put(ServiceManifests.annotation(key), text(value)));
    if (!annotations.isEmpty()) {
      metadata.put("annotations", annotations);
    }
    Map<String, Object> tree = new LinkedHashMap<>(manifest.tree());
    tree.put("metadata", metadata);
    return tree;
  }

  /** An annotation is for all ports; what a UDP port leaves out, a TCP port has. */
  private static Map<String, Object> settings(Service service) {
    Map<String, Object> settings = new LinkedHashMap<>();
    for (ServicePort port : tcpLast(service.ports())) {
      settings.putAll(ServiceTree.settings(port));
      if (!port.traffic().routes().isEmpty()) {
        settings.put("routes", TrafficTree.of(port.traffic().routes()));
      }
      if (!port.sockets().isEmpty()) {
        settings.put("listen", ServiceTree.sockets(port));
      }
    }
    if (ServiceTree.affinity(service) instanceof ClientIp clientIp
        && !clientIp.equals(new ClientIp(clientIp.timeout()))) {
      settings.put("sessionAffinityConfig", TrafficTree.of(clientIp));
    }
    return settings;
  }

  private static List<ServicePort> tcpLast(List<ServicePort> ports) {
    List<ServicePort> ordered = new ArrayList<>(ports);
    ordered.sort((some, other) -> Boolean.compare(isTcp(some), isTcp(other)));
    return ordered;
  }

  private static boolean isTcp(ServicePort port) {
    return port.protocol() == Protocol.TCP;
  }

  private static String text(Object value) {
    return value instanceof Map || value instanceof Collection
        ? Yaml.line(value)
        : value.toString();
  }

  private static Map<String, Object> copy(@Nullable Object tree) {
    Map<String, Object> copy = new LinkedHashMap<>();
    if (tree instanceof Map<?, ?> map) {
      map.forEach((key, value) -> copy.put(String.valueOf(key), value));
    }
    return copy;
  }
}
