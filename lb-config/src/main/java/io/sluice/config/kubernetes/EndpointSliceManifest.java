package io.sluice.config.kubernetes;

import io.sluice.config.model.ServiceName;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An EndpointSlice: addresses of one family that all have the same ports.
 *
 * @param family null when the addresses are names, which no service proxy uses
 * @param source gives the object as it is to be shown
 */
record EndpointSliceManifest(
    ObjectMeta metadata,
    @Nullable IpFamily family,
    List<SlicePort> ports,
    List<SliceEndpoint> endpoints,
    Supplier<Map<String, Object>> source) {

  /** The label that ties a slice to its service. */
  static final String SERVICE_NAME_LABEL = "kubernetes.io/service-name";

  /** The label of slices that service proxies leave alone. */
  static final String HEADLESS_LABEL = "service.kubernetes.io/headless";

  /** The service it belongs to, or null when it belongs to none. */
  @Nullable ServiceName service() {
    String name = metadata.labels().get(SERVICE_NAME_LABEL);
    return name == null ? null : new ServiceName(metadata.namespace(), name);
  }

  boolean isHeadless() {
    return metadata.labels().containsKey(HEADLESS_LABEL);
  }
}
