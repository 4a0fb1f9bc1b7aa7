package io.sluice.core.control;

import io.sluice.config.model.TrafficSettings;
import io.sluice.core.admission.Admission;
import io.sluice.core.admission.ServiceUsage;
import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.bounds.ClientTable;
import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the ports of a service share from one configuration to the next: what their clients use of
 * its limits, and the table of session affinity where that is the whole service's. Control thread
 * only.
 */
final class ServiceState {
  private final ServiceUsage usage;

  // The table that serves, and one that a plan may have made beside it.
  private @Nullable AffinityTable<String> affinityTable;
  private @Nullable AffinityTable<String> plannedTable;

  ServiceState(Instance instance) {
    usage = new ServiceUsage(instance.hash()::of, System.nanoTime());
  }

  Admission admission(TrafficSettings traffic) {
    return usage.admission(traffic);
  }

  /** What was planned is not going to be published. */
  void forgetPlan() {
    plannedTable = null;
  }

  /** The table for all ports, of that shape; changes nothing that serves. */
  AffinityTable<String> tableOf(AffinityTable.Shape shape, ClientTable.Hash hash) {
    if (affinityTable != null && affinityTable.shape().equals(shape)) {
      return affinityTable;
    }
    if (plannedTable == null || !plannedTable.shape().equals(shape)) {
      plannedTable = AffinityTable.ofAddresses(shape, hash);
    }
    return plannedTable;
  }

  /**
   * The ports are published.
   *
   * @param eligible the eligible endpoints of the ports that share a table, or null when none does
   */
  void onPublished(@Nullable List<Endpoint> eligible) {
    if (eligible == null) {
      affinityTable = null;
    } else {
      affinityTable = plannedTable == null ? affinityTable : plannedTable;
    }
    plannedTable = null;
    if (affinityTable != null && eligible != null) {
      affinityTable.retain(eligible);
    }
  }
}
