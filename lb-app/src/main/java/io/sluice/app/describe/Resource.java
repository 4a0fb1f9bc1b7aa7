package io.sluice.app.describe;

/** A kind of object that can be listed. */
public enum Resource {
  SERVICES("Service", "service", new ServiceColumns()),
  ENDPOINTS("Endpoints", "endpoints", new EndpointsColumns()),
  ENDPOINT_SLICES("EndpointSlice", "endpointslice.discovery.k8s.io", new EndpointSliceColumns()),
  PODS("Pod", "pod", new PodColumns());

  private final String kind;
  private final String qualifiedName;
  private final Columns columns;

  Resource(String kind, String qualifiedName, Columns columns) {
    this.kind = kind;
    this.qualifiedName = qualifiedName;
    this.columns = columns;
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
    return columns;
  }
}
