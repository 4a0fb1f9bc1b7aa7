package io.sluice.app.describe;

/** A kind of object that can be listed. */
public enum Resource {
  SERVICES("Service", "service"),
  ENDPOINTS("Endpoints", "endpoints"),
  ENDPOINT_SLICES("EndpointSlice", "endpointslice.discovery.k8s.io"),
  PODS("Pod", "pod"),
  /** Of a running instance; Kubernetes has none. */
  CONNECTIONS("Connection", "connection.sluice.io");

  private final String kind;
  private final String qualifiedName;

  Resource(String kind, String qualifiedName) {
    this.kind = kind;
    this.qualifiedName = qualifiedName;
  }

  /** The kind of its objects, such as {@code EndpointSlice}. */
  public String kind() {
    return kind;
  }

  /** The singular with its API group, such as {@code endpointslice.discovery.k8s.io}. */
  String qualifiedName() {
    return qualifiedName;
  }

  Columns columns() {
    return switch (this) {
      case SERVICES -> new ServiceColumns();
      case ENDPOINTS -> new EndpointsColumns();
      case ENDPOINT_SLICES -> new EndpointSliceColumns();
      case PODS -> new PodColumns();
      case CONNECTIONS -> new ConnectionColumns();
    };
  }
}
