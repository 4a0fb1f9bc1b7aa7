package io.sluice.config.kubernetes;

import io.sluice.config.model.Inventory;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Position;
import io.sluice.config.validate.TlsFileUse;
import java.util.List;
import java.util.Map;

/**
 * What a set of manifests amounts to.
 *
 * @param services what is to be served, sorted by name; headless services have no VIP
 * @param inventory the objects themselves, with defaults applied and derived objects added
 * @param positions where each of the services was written
 * @param tlsFiles files that annotations name
 */
public record KubernetesObjects(
    List<Service> services,
    Inventory inventory,
    Map<ServiceName, Position> positions,
    List<TlsFileUse> tlsFiles) {
  public KubernetesObjects {
    services = List.copyOf(services);
    positions = Map.copyOf(positions);
    tlsFiles = List.copyOf(tlsFiles);
  }
}
