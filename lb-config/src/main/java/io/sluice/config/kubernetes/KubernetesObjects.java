package io.sluice.config.kubernetes;

import io.sluice.config.model.Inventory;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServiceName;
import io.sluice.config.problem.Position;
import java.util.List;
import java.util.Map;

/**
 * What a set of manifests amounts to.
 *
 * @param services what is to be served, sorted by name; headless services have no VIP
 * @param inventory the objects themselves, with defaults applied and derived objects added
 * @param positions where each of the services was written
 */
public record KubernetesObjects(
    List<Service> services, Inventory inventory, Map<ServiceName, Position> positions) {
  public KubernetesObjects {
    services = List.copyOf(services);
    positions = Map.copyOf(positions);
  }
}
