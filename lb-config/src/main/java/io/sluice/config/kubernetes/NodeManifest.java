package io.sluice.config.kubernetes;

import org.jspecify.annotations.Nullable;

/** A Node, which tells where its pods are. */
record NodeManifest(ObjectMeta metadata) {
  private static final String ZONE_LABEL = "topology.kubernetes.io/zone";

  /** Its zone, or null when it says none. */
  @Nullable String zone() {
    return metadata.labels().get(ZONE_LABEL);
  }
}
