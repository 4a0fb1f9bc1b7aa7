package io.sluice.stress;

import io.sluice.core.affinity.AffinityTable;
import io.sluice.core.affinity.ClientAffinity;
import io.sluice.core.bounds.ClientPrefix;
import io.sluice.core.endpoint.Endpoint;
import java.time.Duration;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two clients come to a table with room for one: one is remembered, and the bound holds. */
@JCStressTest
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "the first stayed")
@Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "the second stayed")
@Outcome(expect = Expect.FORBIDDEN, desc = "both, none, or a wrong count")
@State
public class AffinityEvictionStress {
  private final AffinityTable<Endpoint> table =
      AffinityTable.ofEndpoints(new AffinityTable.Shape(ClientPrefix.WHOLE, 1), Samples.HASH);
  private final ClientAffinity<Endpoint> affinity =
      table.over(List.of(Samples.ONE), Duration.ofHours(1));

  @Actor
  public void first() {
    affinity.pin(Samples.CLIENT, Samples.ONE, 0);
  }

  @Actor
  public void second() {
    affinity.pin(Samples.OTHER, Samples.ONE, 0);
  }

  @Arbiter
  public void after(ZZI_Result result) {
    result.r1 = affinity.find(Samples.CLIENT, 1) != null;
    result.r2 = affinity.find(Samples.OTHER, 1) != null;
    result.r3 = table.size();
  }
}
