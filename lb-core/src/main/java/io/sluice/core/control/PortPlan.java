package io.sluice.core.control;

import io.sluice.config.model.ServicePort;
import io.sluice.config.model.SessionAffinity;
import io.sluice.core.admission.Admission;
import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.affinity.ClientAffinity;
import io.sluice.core.endpoint.Endpoint;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What both address families of a service port are made from.
 *
 * @param endpoints by address:port
 * @param affinityTable what clients keep, or null without session affinity
 */
record PortPlan(
    ServicePort port,
    Map<String, Endpoint> endpoints,
    Instance instance,
    Admission admission,
    @Nullable AffinityTable<?> affinityTable,
    TlsParts tls,
    long generation) {

  /** Session affinity among these endpoints, or null without. */
  @Nullable ClientAffinity<?> affinityOver(List<Endpoint> eligible) {
    return affinityTable != null
            && port.traffic().sessionAffinity() instanceof SessionAffinity.ClientIp settings
        ? affinityTable.over(eligible, settings.timeout())
        : null;
  }
}
