package io.sluice.config.kubernetes;

import io.sluice.config.model.BalancingPolicy;
import io.sluice.config.model.ConnectionSettings;
import io.sluice.config.yaml.Fields;

/** What Kubernetes has no field for: annotations {@code sluice.io/KEY} of a Service. */
record ServiceAnnotations(ConnectionSettings settings, BalancingPolicy balancing) {
  static ServiceAnnotations read(Fields object, ConnectionSettings defaults) {
    return new ServiceAnnotations(defaults, new BalancingPolicy.RoundRobin());
  }
}
