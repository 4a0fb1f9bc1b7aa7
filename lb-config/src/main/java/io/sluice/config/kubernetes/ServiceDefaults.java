package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.yaml.YamlNode.Mapping;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Fills in what the API server would have stored for a Service. */
final class ServiceDefaults {
  private static final String CLUSTER_IP = "clusterIP";
  private static final String CLUSTER = "Cluster";

  private final ServiceType type;
  private final ServiceAddresses addresses;

  private ServiceDefaults(ServiceType type, ServiceAddresses addresses) {
    this.type = type;
    this.addresses = addresses;
  }

  /** The tree of a Service with every default in it; what was written stays as it is. */
  static Map<String, Object> apply(
      Mapping object,
      ObjectMeta metadata,
      ServiceType type,
      ServiceAddresses addresses,
      List<ServicePortManifest> ports) {
    Map<String, Object> tree = ManifestTree.mapOf(object);
    return new ServiceDefaults(type, addresses).apply(tree, metadata, ports);
  }

  private Map<String, Object> apply(
      Map<String, Object> tree, ObjectMeta metadata, List<ServicePortManifest> ports) {
    Map<String, Object> result = MetadataTree.withNamespace(tree, metadata);
    result.put("spec", Collections.unmodifiableMap(spec(ManifestTree.mapAt(tree, "spec"), ports)));
    result.put("status", Collections.unmodifiableMap(status(ManifestTree.mapAt(tree, "status"))));
    return Collections.unmodifiableMap(result);
  }

  private Map<String, Object> spec(Map<String, Object> given, List<ServicePortManifest> ports) {
    Map<String, Object> spec = new LinkedHashMap<>(given);
    setDefault(spec, "type", type.label());
    if (type != ServiceType.EXTERNAL_NAME) {
      setClusterIps(spec);
      setDefault(spec, "ipFamilies", addresses.families().stream().map(IpFamily::label).toList());
      setDefault(spec, "ipFamilyPolicy", "SingleStack");
      setDefault(spec, "internalTrafficPolicy", CLUSTER);
    }
    if (type.hasNodePorts() || !addresses.externalIps().isEmpty()) {
      setDefault(spec, "externalTrafficPolicy", CLUSTER);
    }
    if (type == ServiceType.LOAD_BALANCER) {
      setDefault(spec, "allocateLoadBalancerNodePorts", true);
    }
    List<?> portTrees = ManifestTree.listAt(given, "ports");
    if (portTrees.size() == ports.size() && !ports.isEmpty()) {
      spec.put("ports", ports(portTrees, ports));
    }
    setAffinity(spec);
    return spec;
  }

  private void setClusterIps(Map<String, Object> spec) {
    if (addresses.isHeadless()) {
      setDefault(spec, "clusterIPs", List.of("None"));
    } else if (!addresses.clusterIps().isEmpty()) {
      setDefault(spec, CLUSTER_IP, addresses.clusterIps().getFirst().toString());
      setDefault(
          spec, "clusterIPs", addresses.clusterIps().stream().map(IpAddress::toString).toList());
    }
  }

  private static List<Object> ports(List<?> given, List<ServicePortManifest> ports) {
    List<Object> trees = new ArrayList<>(ports.size());
    for (int i = 0; i < ports.size(); i++) {
      Map<String, Object> tree = new LinkedHashMap<>(ManifestTree.asMap(given.get(i)));
      setDefault(tree, "protocol", ports.get(i).protocol().name());
      tree.put("targetPort", ServiceTree.value(ports.get(i).targetPort()));
      trees.add(Collections.unmodifiableMap(tree));
    }
    return Collections.unmodifiableList(trees);
  }

  private static void setAffinity(Map<String, Object> spec) {
    setDefault(spec, "sessionAffinity", "None");
    if ("None".equals(spec.get("sessionAffinity"))) {
      spec.remove("sessionAffinityConfig");
    } else if (!spec.containsKey("sessionAffinityConfig")) {
      spec.put("sessionAffinityConfig", ServiceTree.affinityConfig(10_800));
    }
  }

  private Map<String, Object> status(Map<String, Object> given) {
    Map<String, Object> status = new LinkedHashMap<>(given);
    Map<String, Object> loadBalancer =
        new LinkedHashMap<>(ManifestTree.mapAt(given, "loadBalancer"));
    List<?> ingress = ManifestTree.listAt(loadBalancer, "ingress");
    if (type == ServiceType.LOAD_BALANCER && !ingress.isEmpty()) {
      loadBalancer.put("ingress", ingress.stream().map(ServiceDefaults::withMode).toList());
    }
    status.put("loadBalancer", Collections.unmodifiableMap(loadBalancer));
    return status;
  }

  private static Map<String, Object> withMode(Object ingress) {
    Map<String, Object> tree = new LinkedHashMap<>(ManifestTree.asMap(ingress));
    if (tree.containsKey("ip")) {
      setDefault(tree, "ipMode", "VIP");
    }
    return Collections.unmodifiableMap(tree);
  }

  /** A key that stands for nothing, be it null or empty text, gets its default too. */
  private static void setDefault(Map<String, Object> tree, String key, Object value) {
    Object given = tree.get(key);
    if (given == null || given.equals("") || given.equals(List.of())) {
      tree.put(key, value);
    }
  }
}
