package io.sluice.config.model;

/** Identity of a service: its namespace and its name in it. */
public record ServiceName(String namespace, String name) implements Comparable<ServiceName> {
  @Override
  public int compareTo(ServiceName other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** {@code namespace/name}. */
  @Override
  public String toString() {
    return namespace + "/" + name;
  }
}
