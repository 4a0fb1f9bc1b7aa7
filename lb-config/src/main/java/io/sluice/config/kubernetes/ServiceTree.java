package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.config.model.TargetPort;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Builds Service objects, keys in the order in which kubectl prints them. */
final class ServiceTree {
  private ServiceTree() {}

  /** A native service as a Service of type ClusterIP. */
  static Map<String, Object> of(Service service) {
    Map<String, Object> metadata = new LinkedHashMap<>();
    if (!service.labels().isEmpty()) {
      metadata.put("labels", Collections.unmodifiableMap(new TreeMap<>(service.labels())));
    }
    metadata.put("name", service.name().name());
    metadata.put("namespace", service.name().namespace());
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("apiVersion", "v1");
    tree.put("kind", "Service");
    tree.put("metadata", Collections.unmodifiableMap(metadata));
    tree.put("spec", spec(service));
    tree.put("status", Map.of("loadBalancer", Map.of()));
    return Collections.unmodifiableMap(tree);
  }

  /** The families of a native service's cluster IPs; IPv4 when it has none. */
  static List<IpFamily> families(Service service) {
    List<IpAddress> clusterIps = clusterIps(service);
    return clusterIps.isEmpty()
        ? List.of(IpFamily.IPV4)
        : clusterIps.stream().map(IpFamily::of).toList();
  }

  /** A target port as it stands in a manifest: a number or a name. */
  static Object value(TargetPort targetPort) {
    return switch (targetPort) {
      case TargetPort.Numbered(int number) -> (long) number;
      case TargetPort.Named(String name) -> name;
    };
  }

  /** {@code sessionAffinityConfig} for a number of seconds. */
  static Map<String, Object> affinityConfig(long timeoutSeconds) {
    return Map.of("clientIP", Map.of("timeoutSeconds", timeoutSeconds));
  }

  private static Map<String, Object> spec(Service service) {
    List<IpAddress> clusterIps = clusterIps(service);
    List<IpAddress> externalIps = service.vips().subList(clusterIps.size(), service.vips().size());
    Map<String, Object> spec = new LinkedHashMap<>();
    if (clusterIps.isEmpty()) {
      spec.put("clusterIP", "None");
      spec.put("clusterIPs", List.of("None"));
    } else {
      spec.put("clusterIP", clusterIps.getFirst().toString());
      spec.put("clusterIPs", texts(clusterIps));
    }
    if (!externalIps.isEmpty()) {
      spec.put("externalIPs", texts(externalIps));
      spec.put("externalTrafficPolicy", "Cluster");
    }
    spec.put("internalTrafficPolicy", "Cluster");
    spec.put("ipFamilies", families(service).stream().map(IpFamily::label).toList());
    spec.put("ipFamilyPolicy", clusterIps.size() > 1 ? "RequireDualStack" : "SingleStack");
    spec.put("ports", service.ports().stream().map(ServiceTree::port).toList());
    switch (sessionAffinity(service)) {
      case SessionAffinity.None() -> spec.put("sessionAffinity", "None");
      case SessionAffinity.ClientIp clientIp -> {
        spec.put("sessionAffinity", "ClientIP");
        spec.put("sessionAffinityConfig", affinityConfig(clientIp.timeout().toSeconds()));
      }
    }
    spec.put("type", ServiceType.CLUSTER_IP.label());
    return Collections.unmodifiableMap(spec);
  }

  /** Affinity is a service's, so all of its ports have the same. */
  private static SessionAffinity sessionAffinity(Service service) {
    return service.ports().isEmpty()
        ? new SessionAffinity.None()
        : service.ports().getFirst().traffic().sessionAffinity();
  }

  /** A Service has one cluster IP for each family; other VIPs of ours are its external IPs. */
  private static List<IpAddress> clusterIps(Service service) {
    List<IpAddress> vips = service.vips();
    boolean isDualStack = vips.size() > 1 && vips.get(0).isIpv6() != vips.get(1).isIpv6();
    return vips.subList(0, isDualStack ? 2 : Math.min(vips.size(), 1));
  }

  private static List<String> texts(List<IpAddress> addresses) {
    return addresses.stream().map(IpAddress::toString).toList();
  }

  private static Map<String, Object> port(ServicePort port) {
    Map<String, Object> tree = new LinkedHashMap<>();
    if (!port.name().isEmpty()) {
      tree.put("name", port.name());
    }
    tree.put("port", (long) port.port());
    tree.put("protocol", port.protocol().name());
    tree.put("targetPort", value(port.targetPort()));
    return Collections.unmodifiableMap(tree);
  }
}
