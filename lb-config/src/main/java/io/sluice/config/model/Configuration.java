package io.sluice.config.model;

import java.util.List;

/**
 * Everything the process is to do: checked, resolved, with every default filled in.
 *
 * @param services sorted by name, unique by name; no two claim the same VIP, port and protocol
 * @param inventory the same services as Kubernetes objects
 */
public record Configuration(Settings settings, List<Service> services, Inventory inventory) {
  public Configuration {
    services = List.copyOf(services);
  }
}
