package io.sluice.stress;

import io.sluice.core.endpoint.Endpoint;
import io.sluice.core.service.ClientQueue;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A client joins the queue while the only place comes free: it finds the place or is woken. */
@JCStressTest
@Outcome(id = "true, false", expect = Expect.ACCEPTABLE, desc = "it found the place")
@Outcome(id = "false, true", expect = Expect.ACCEPTABLE, desc = "it was woken")
@Outcome(id = "true, true", expect = Expect.ACCEPTABLE, desc = "both")
@Outcome(id = "false, false", expect = Expect.FORBIDDEN, desc = "it waits though there is a place")
@State
public class QueueWakeStress {
  private final Endpoint endpoint = Samples.endpoint("10.0.0.1");
  private final ClientQueue queue = new ClientQueue();

  /** The only place is taken. */
  public QueueWakeStress() {
    endpoint.tryAcquire(1);
  }

  @Actor
  public void joining(ZZ_Result result) {
    queue.join(
        new ClientQueue.Waiter() {
          @Override
          public void onPlaceFree() {
            result.r2 = true;
          }

          @Override
          public boolean hasLeft() {
            return false;
          }
        },
        1);
    result.r1 = endpoint.tryAcquire(1);
  }

  @Actor
  public void leaving() {
    endpoint.release();
    queue.wakeFirst();
  }
}
