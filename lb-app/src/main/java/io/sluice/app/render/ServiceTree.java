package io.sluice.app.render;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TargetPort;
import io.sluice.config.model.TrafficSettings;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** A service as an item of {@code services}. */
final class ServiceTree {
  private ServiceTree() {}

  /**
   * The item.
   *
   * @param defaults what {@code defaults} of the document says; only what differs is written
   */
  static Map<String, Object> of(Service service, ConnectionSettings defaults) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("name", service.name().name());
    tree.put("namespace", service.name().namespace());
    if (!service.labels().isEmpty()) {
      tree.put("labels", new TreeMap<>(service.labels()));
    }
    tree.put("vips", service.vips().stream().map(IpAddress::toString).toList());
    tree.put("ports", service.ports().stream().map(port -> of(port, defaults)).toList());
    tree.put("endpoints", EndpointList.of(service.ports()));
    TrafficSettings traffic = traffic(service);
    tree.put("balancing", word(traffic.balancing()));
    switch (traffic.sessionAffinity()) {
      case SessionAffinity.None() -> tree.put("sessionAffinity", "None");
      case SessionAffinity.ClientIp clientIp -> {
        tree.put("sessionAffinity", "ClientIP");
        long seconds = clientIp.timeout().toSeconds();
        tree.put("sessionAffinityConfig", Map.of("clientIP", Map.of("timeoutSeconds", seconds)));
      }
    }
    return tree;
  }

  private static Map<String, Object> of(ServicePort port, ConnectionSettings defaults) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!port.name().isEmpty()) {
      tree.put("name", port.name());
    }
    tree.put("protocol", port.protocol().name());
    tree.put("port", port.port());
    tree.put("targetPort", value(port.targetPort()));
    Map<String, Object> written = SettingsTree.of(port.settings());
    written.entrySet().removeAll(SettingsTree.of(defaults).entrySet());
    tree.putAll(written);
    return tree;
  }

  private static Object value(TargetPort targetPort) {
    return switch (targetPort) {
      case TargetPort.Numbered(int number) -> number;
      case TargetPort.Named(String name) -> name;
    };
  }

  private static TrafficSettings traffic(Service service) {
    return service.ports().isEmpty()
        ? TrafficSettings.DEFAULT
        : service.ports().getFirst().traffic();
  }

  private static String word(BalancingPolicy policy) {
    return switch (policy) {
      case BalancingPolicy.RoundRobin() -> "RoundRobin";
      case BalancingPolicy.LeastConnections() -> "LeastConnections";
      case BalancingPolicy.Random() -> "Random";
      case BalancingPolicy.Maglev _ -> "Maglev";
      case BalancingPolicy.PeakEwma _ -> "PeakEwma";
    };
  }
}
