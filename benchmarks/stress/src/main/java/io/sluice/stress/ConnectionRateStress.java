package io.sluice.stress;

import io.sluice.core.bounds.RateLimit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** Two connections want the last token of a second: one gets it. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "the first was faster")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "the second was faster")
@Outcome(expect = Expect.FORBIDDEN, desc = "faster than the rate, or slower")
@State
public class ConnectionRateStress {
  private final RateLimit limit = new RateLimit(0);

  /** One of two tokens is taken. */
  public ConnectionRateStress() {
    limit.tryTake(2, 0);
  }

  @Actor
  public void first(ZZ_Result result) {
    result.r1 = limit.tryTake(2, 1);
  }

  @Actor
  public void second(ZZ_Result result) {
    result.r2 = limit.tryTake(2, 2);
  }
}
