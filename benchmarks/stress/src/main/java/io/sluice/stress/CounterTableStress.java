package io.sluice.stress;

import io.sluice.core.metrics.CounterTable;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.JJJ_Result;

/** Two event loops count, each in its own cell; sums that are read meanwhile never go back. */
@JCStressTest
@Outcome(id = "0, 0, 4", expect = Expect.ACCEPTABLE, desc = "read before both")
@Outcome(id = "0, [1-4], 4", expect = Expect.ACCEPTABLE, desc = "read before, then after some")
@Outcome(id = "1, [1-4], 4", expect = Expect.ACCEPTABLE, desc = "read after one")
@Outcome(id = "2, [2-4], 4", expect = Expect.ACCEPTABLE, desc = "read after two")
@Outcome(id = "3, [3-4], 4", expect = Expect.ACCEPTABLE, desc = "read after three")
@Outcome(id = "4, 4, 4", expect = Expect.ACCEPTABLE, desc = "read after all")
@Outcome(expect = Expect.FORBIDDEN, desc = "a sum that fell, or a count lost")
@State
public class CounterTableStress {
  private final CounterTable table = new CounterTable(1, 2);

  @Actor
  public void firstLoop() {
    table.add(0, 0, 1);
    table.add(0, 0, 1);
  }

  @Actor
  public void secondLoop() {
    table.add(1, 0, 1);
    table.add(1, 0, 1);
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
