package io.sluice.config.kubernetes;

import io.sluice.config.model.Inventory;
import io.sluice.config.model.Service;
import java.util.List;

/** Native services as Kubernetes objects, so that both are shown alike. */
public final class ServiceManifests {
  private ServiceManifests() {}

  /** The objects that a cluster would have for these services. */
  public static Inventory inventoryOf(List<Service> services) {
    return new NativeInventory(services).inventory();
  }

  /** The annotation of a Service that says what a native key says: {@code sluice.io/retries}. */
  public static String annotation(String key) {
    return AnnotationFields.name(key);
  }
}
