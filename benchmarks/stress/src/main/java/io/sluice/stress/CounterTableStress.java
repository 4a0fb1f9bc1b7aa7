package io.sluice.stress;

import io.sluice.core.metrics.CounterTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** One event loop counts, another has counted; sums that are read meanwhile never go back. */
@JCStressTest
@Outcome(id = "1, [1-3], 3", expect = Expect.ACCEPTABLE, desc = "read before, then at any time")
@Outcome(id = "2, [2-3], 3", expect = Expect.ACCEPTABLE, desc = "read in between")
@Outcome(id = "3, 3, 3", expect = Expect.ACCEPTABLE, desc = "read after all")
@Outcome(expect = Expect.FORBIDDEN, desc = "a sum that fell, or a count lost")
@State
public class CounterTableStress {
  private final CounterTable table = new CounterTable(1, 2);

  /** The other loop has counted once. */
  public CounterTableStress() {
    table.add(1, 0, 1);
  }

  @Actor
  public void eventLoop() {
    table.add(0, 0, 1);
    table.add(0, 0, 1);
  }

  @Actor
  public void reader(JJJ_Result result) {
    result.r1 = table.sum(0);
    result.r2 = table.sum(0);
  }

  @Arbiter
  public void after(JJJ_Result result) {
    result.r3 = table.sum(0);
  }
}
