package io.sluice.stress;

import io.sluice.core.bounds.RateLimit;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZZ_Result;

/** Three connections want the two tokens of a second: two get one. */
@JCStressTest
@Outcome(id = "true, true, false", expect = Expect.ACCEPTABLE, desc = "third came last")
@Outcome(id = "true, false, true", expect = Expect.ACCEPTABLE, desc = "second came last")
@Outcome(id = "false, true, true", expect = Expect.ACCEPTABLE, desc = "first came last")
@Outcome(expect = Expect.FORBIDDEN, desc = "faster than the rate, or slower")
@State
public class ConnectionRateStress {
  private final RateLimit limit = new RateLimit(0);

  @Actor
  public void first(ZZZ_Result result) {
    result.r1 = limit.tryTake(2, 0);
  }

  @Actor
  public void second(ZZZ_Result result) {
    result.r2 = limit.tryTake(2, 1);
  }

  @Actor
  public void third(ZZZ_Result result) {
    result.r3 = limit.tryTake(2, 2);
  }
}
