package io.sluice.config.kubernetes;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A v1 Endpoints object, the forerunner of slices.
 *
 * @param tree the object as it is to be shown
 */
record EndpointsManifest(ObjectMeta metadata, List<Subset> subsets, Map<String, Object> tree) {
  /** Addresses that all have the same ports. */
  record Subset(List<SliceEndpoint> endpoints, List<SlicePort> ports) {}

  /** The same as slices, as the mirroring controller would make them. */
  List<EndpointSliceManifest> mirrored() {
    SliceOwner owner = SliceOwner.of(SliceOwner.Kind.ENDPOINTS, metadata);
    List<EndpointSliceManifest> slices = new ArrayList<>();
    for (IpFamily family : IpFamily.values()) {
      SliceBuilder builder = new SliceBuilder(owner, family);
      for (Subset subset : subsets) {
        for (SliceEndpoint endpoint : subset.endpoints()) {
          if (IpFamily.of(endpoint.address()) == family) {
            builder.add(endpoint, subset.ports());
          }
        }
      }
      if (!builder.isEmpty()) {
        slices.addAll(builder.build());
      }
    }
    return slices;
  }
}
