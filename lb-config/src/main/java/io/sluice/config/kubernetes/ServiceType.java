package io.sluice.config.kubernetes;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a service reaches; each type has all that the one before it has. */
enum ServiceType {
  CLUSTER_IP("ClusterIP"),
  NODE_PORT("NodePort"),
  LOAD_BALANCER("LoadBalancer"),
  /** An alias in DNS: nothing that a proxy could serve. */
  EXTERNAL_NAME("ExternalName");

  static final Map<String, ServiceType> BY_LABEL = byLabel();

  private final String label;

  ServiceType(String label) {
    this.label = label;
  }

  /** The word in a manifest. */
  String label() {
    return label;
  }

  boolean hasNodePorts() {
    return this == NODE_PORT || this == LOAD_BALANCER;
  }

  private static Map<String, ServiceType> byLabel() {
    Map<String, ServiceType> types = new LinkedHashMap<>();
    for (ServiceType type : values()) {
      types.put(type.label, type);
    }
    return Collections.unmodifiableMap(types);
  }
}
