package io.sluice.stress;

import io.sluice.core.endpoint.Endpoint;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/** Two connections want the last place of an endpoint: one gets it, and two are taken then. */
@JCStressTest
@Outcome(id = "true, false, 2", expect = Expect.ACCEPTABLE, desc = "the first was faster")
@Outcome(id = "false, true, 2", expect = Expect.ACCEPTABLE, desc = "the second was faster")
@Outcome(expect = Expect.FORBIDDEN, desc = "one too many, one too few, or a place lost")
@State
public class EndpointPlacesStress {
  private final Endpoint endpoint = Samples.endpoint("10.0.0.1");

  /** One of two places is taken. */
  public EndpointPlacesStress() {
    endpoint.tryAcquire(2);
  }

  @Actor
  public void first(ZZI_Result result) {
    result.r1 = endpoint.tryAcquire(2);
  }

  @Actor
  public void second(ZZI_Result result) {
    result.r2 = endpoint.tryAcquire(2);
  }

  @Arbiter
  public void after(ZZI_Result result) {
    result.r3 = endpoint.inUse();
  }
}
