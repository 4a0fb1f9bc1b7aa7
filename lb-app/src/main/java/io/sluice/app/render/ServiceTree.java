package io.sluice.app.render;

import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.UnixPath;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A service as an item of {@code services}; of its settings those that are not the default. */
final class ServiceTree {
  private ServiceTree() {}

  static Map<String, Object> of(Service service) {
    List<Map<String, Object>> settings =
        service.ports().stream().map(ServiceTree::settings).toList();
    Map<String, Object> shared = shared(settings);
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", service.name().name());
    tree.put("namespace", service.name().namespace());
    if (!service.labels().isEmpty()) {
      tree.put("labels", new TreeMap<>(service.labels()));
    }
    tree.put("vips", service.vips().stream().map(IpAddress::toString).toList());
    List<Object> ports = new ArrayList<>(settings.size());
    for (int i = 0; i < settings.size(); i++) {
      Map<String, Object> own = new LinkedHashMap<>(settings.get(i));
      own.keySet().removeAll(shared.keySet());
      ports.add(port(service.ports().get(i), own));
    }
    tree.put("ports", ports);
    tree.put("endpoints", EndpointList.of(service.ports()));
    tree.put("balancing", "RoundRobin");
    addAffinity(tree, affinity(service));
    tree.putAll(shared);
    return tree;
  }

  /** The settings of a port that are not the default, as keys of a service port or a service. */
  static Map<String, Object> settings(ServicePort port) {
    Map<String, Object> tree = SettingsTree.of(port.settings());
    tree.entrySet().removeAll(SettingsTree.of(ConnectionSettings.DEFAULT).entrySet());
    tree.putAll(TrafficTree.of(port.traffic()));
    return tree;
  }

  /** A service's affinity is that of each of its ports. */
  static SessionAffinity affinity(Service service) {
    return service.ports().isEmpty()
        ? new SessionAffinity.None()
        : service.ports().getFirst().traffic().sessionAffinity();
  }

  /** What all have alike, which is said once. */
  private static Map<String, Object> shared(List<Map<String, Object>> settings) {
    if (settings.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> shared = new LinkedHashMap<>(settings.getFirst());
    settings.forEach(each -> shared.entrySet().retainAll(each.entrySet()));
    return shared;
  }

  private static Map<String, Object> port(ServicePort port, Map<String, Object> settings) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!port.name().isEmpty()) {
      tree.put("name", port.name());
    }
    tree.put("protocol", port.protocol().name());
    tree.put("port", port.port());
    if (!port.sockets().isEmpty()) {
      tree.put("listen", sockets(port));
    }
    tree.put("targetPort", value(port.targetPort()));
    tree.putAll(settings);
    if (!port.traffic().routes().isEmpty()) {
      tree.put("routes", TrafficTree.of(port.traffic().routes()));
    }
    return tree;
  }

  /** The unix sockets of a port, as {@code listen} has them. */
  static List<String> sockets(ServicePort port) {
    return port.sockets().stream().map(UnixPath::toString).toList();
  }

  private static void addAffinity(Map<String, Object> tree, SessionAffinity affinity) {
    switch (affinity) {
      case SessionAffinity.None() -> tree.put("sessionAffinity", "None");
      case SessionAffinity.ClientIp clientIp -> {
        tree.put("sessionAffinity", "ClientIP");
        tree.put("sessionAffinityConfig", TrafficTree.of(clientIp));
      }
    }
  }

  private static Object value(TargetPort targetPort) {
    return switch (targetPort) {
      case TargetPort.Numbered(int number) -> number;
      case TargetPort.Named(String name) -> name;
    };
  }
}
