package io.sluice.stress;

import io.sluice.config.model.HashKey;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.ServiceName;
import io.sluice.config.model.ServicePortName;
import io.sluice.config.model.TrafficSettings;
import io.sluice.core.admission.ServiceUsage;
import io.sluice.core.balance.ClientHash;
import io.sluice.core.balance.Rotations;
import io.sluice.core.balance.Selectors;
import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.metrics.ServicePortCounters;
import io.sluice.core.net.SipHash;
import io.sluice.core.service.ConnectionLimits;
import io.sluice.core.service.ServiceEntry;
import io.sluice.core.service.ServiceSnapshot;
import io.sluice.core.service.ServiceTls;
import java.util.List;
import java.util.Set;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JI_Result;

/** A snapshot that is made and published is seen whole, or the one before it is. */
@JCStressTest
@Outcome(id = "0, 0", expect = Expect.ACCEPTABLE, desc = "the one before")
@Outcome(id = "1, 2", expect = Expect.ACCEPTABLE, desc = "the published one, whole")
@Outcome(expect = Expect.FORBIDDEN, desc = "parts of it")
@State
public class SnapshotPublicationStress {
  private static final ServicePortName NAME =
      new ServicePortName(new ServiceName("default", "web"), "", Protocol.TCP);
  private static final ServicePortCounters COUNTERS = new ServicePortCounters(1);
  private static final ServiceUsage USAGE = new ServiceUsage(Samples.HASH, 0);

  private final ServiceEntry entry = new ServiceEntry(NAME, COUNTERS, snapshot(0, List.of()));

  @Actor
  public void control() {
    entry.publish(snapshot(1, List.of(Samples.ONE, Samples.TWO)));
  }

  @Actor
  public void eventLoop(JI_Result result) {
    ServiceSnapshot seen = entry.current();
    result.r1 = seen.generation();
    result.r2 = seen.eligible().size();
  }

  private static ServiceSnapshot snapshot(long generation, List<Endpoint> endpoints) {
    return new ServiceSnapshot(
        generation,
        endpoints,
        endpoints,
        Set.of(),
        Selectors.of(TrafficSettings.DEFAULT.balancing(), List.of(), new Rotations()),
        new ClientHash(HashKey.DEFAULT, new SipHash(1, 2)),
        new ConnectionLimits(1, 1, 1, 1, 0),
        TrafficSettings.DEFAULT,
        USAGE.admission(TrafficSettings.DEFAULT),
        null,
        ServiceTls.OFF);
  }
}
