package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The addresses of a Service.
 *
 * @param clusterIps at most one of each family; empty when headless or when none was allocated
 * @param ingressIps addresses of a load balancer that the proxy captures
 * @param families in the order of {@code ipFamilies}; never empty
 */
record ServiceAddresses(
    boolean isHeadless,
    List<IpAddress> clusterIps,
    List<IpAddress> externalIps,
    List<IpAddress> ingressIps,
    Set<IpFamily> families) {

  /** What clients may connect to, unique, cluster IPs first. */
  List<IpAddress> vips() {
    if (isHeadless) {
      return List.of();
    }
    Set<IpAddress> vips = new LinkedHashSet<>(clusterIps);
    vips.addAll(externalIps);
    vips.addAll(ingressIps);
    return List.copyOf(vips);
  }
}
