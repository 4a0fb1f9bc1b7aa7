package io.sluice.config.kubernetes;

import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Position;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * For whom slices are made.
 *
 * @param labels that the slices inherit
 * @param uid null outside a cluster
 * @param creationTimestamp null outside a cluster
 */
record SliceOwner(
    Kind kind,
    ServiceName name,
    Map<String, String> labels,
    @Nullable String uid,
    @Nullable String creationTimestamp,
    Position position) {

  /** What an owner is, and which controller makes slices for it. */
  enum Kind {
    SERVICE("Service", "endpointslice-controller.k8s.io"),
    HEADLESS_SERVICE("Service", "endpointslice-controller.k8s.io"),
    ENDPOINTS("Endpoints", "endpointslicemirroring-controller.k8s.io");

    private final String label;
    private final String controller;

    Kind(String label, String controller) {
      this.label = label;
      this.controller = controller;
    }

    String label() {
      return label;
    }
  }

  static SliceOwner of(ServiceManifest service) {
    Kind kind = service.addresses().isHeadless() ? Kind.HEADLESS_SERVICE : Kind.SERVICE;
    return of(kind, service.metadata());
  }

  static SliceOwner of(Kind kind, ObjectMeta metadata) {
    return new SliceOwner(
        kind,
        metadata.qualifiedName(),
        metadata.labels(),
        metadata.uid(),
        metadata.creationTimestamp(),
        metadata.position());
  }

  /** The labels of its slices, sorted. */
  Map<String, String> sliceLabels() {
    Map<String, String> all = new TreeMap<>(labels);
    all.put("endpointslice.kubernetes.io/managed-by", kind.controller);
    all.put(EndpointSliceManifest.SERVICE_NAME_LABEL, name.name());
    if (kind == Kind.HEADLESS_SERVICE) {
      all.put(EndpointSliceManifest.HEADLESS_LABEL, "");
    }
    return all;
  }
}
