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
import org.openjdk.jcstress.infra.results.LLL_Result;

/** Two first connections of a client at once agree on one endpoint, and it stays. */
@JCStressTest
@Outcome(id = "10.0.0.1:80, 10.0.0.1:80, 10.0.0.1:80 1", expect = Expect.ACCEPTABLE, desc = "one")
@Outcome(id = "10.0.0.2:80, 10.0.0.2:80, 10.0.0.2:80 1", expect = Expect.ACCEPTABLE, desc = "two")
@Outcome(expect = Expect.FORBIDDEN, desc = "no agreement, or the client is there twice")
@State
public class AffinityInsertionStress {
  private final AffinityTable<Endpoint> table =
      AffinityTable.ofEndpoints(new AffinityTable.Shape(ClientPrefix.WHOLE, 4), Samples.HASH);
  private final ClientAffinity<Endpoint> affinity =
      table.over(List.of(Samples.ONE, Samples.TWO), Duration.ofHours(1));

  @Actor
  public void first(LLL_Result result) {
    result.r1 = affinity.pin(Samples.CLIENT, Samples.ONE, 0).toString();
  }

  @Actor
  public void second(LLL_Result result) {
    result.r2 = affinity.pin(Samples.CLIENT, Samples.TWO, 0).toString();
  }

  @Arbiter
  public void after(LLL_Result result) {
    result.r3 = affinity.find(Samples.CLIENT, 1) + " " + table.size();
  }
}
