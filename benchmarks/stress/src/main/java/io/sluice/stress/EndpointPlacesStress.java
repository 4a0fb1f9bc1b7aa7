package io.sluice.stress;

import io.sluice.core.endpoint.Endpoint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZI_Result;

/** Three connections want the two places of an endpoint: two get one, and two are taken. */
@JCStressTest
@Outcome(id = "true, true, false, 2", expect = Expect.ACCEPTABLE, desc = "third came last")
@Outcome(id = "true, false, true, 2", expect = Expect.ACCEPTABLE, desc = "second came last")
@Outcome(id = "false, true, true, 2", expect = Expect.ACCEPTABLE, desc = "first came last")
@Outcome(expect = Expect.FORBIDDEN, desc = "one too many, one too few, or a place lost")
@State
public class EndpointPlacesStress {
  private final Endpoint endpoint = Samples.endpoint("10.0.0.1");

  @Actor
  public void first(ZZZI_Result result) {
    result.r1 = endpoint.tryAcquire(2);
  }

  @Actor
  public void second(ZZZI_Result result) {
    result.r2 = endpoint.tryAcquire(2);
  }

  @Actor
  public void third(ZZZI_Result result) {
    result.r3 = endpoint.tryAcquire(2);
  }

  @Arbiter
  public void after(ZZZI_Result result) {
    result.r4 = endpoint.inUse();
  }
}
