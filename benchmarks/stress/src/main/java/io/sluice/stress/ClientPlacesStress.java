package io.sluice.stress;

import io.sluice.config.model.SourceRanges;
import io.sluice.config.model.TrafficLimits;
import io.sluice.core.admission.Admission;
import io.sluice.core.admission.ServiceUsage;
import io.sluice.core.admission.Visit;
import java.time.Duration;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZI_Result;

/**
 * A client leaves its only place while it comes again: it gets the place or comes too early, and
 * afterwards exactly what is held is counted.
 */
@JCStressTest
@Outcome(id = "true, false, 1", expect = Expect.ACCEPTABLE, desc = "it got the place")
@Outcome(id = "false, true, 1", expect = Expect.ACCEPTABLE, desc = "it came too early")
@Outcome(expect = Expect.FORBIDDEN, desc = "above the limit, or a place was lost")
@State
public class ClientPlacesStress {
  private static final TrafficLimits ONE_PER_CLIENT =
      new TrafficLimits(0, 0, 1, 0, 0, 0, 0, 0, Duration.ZERO, Duration.ZERO, 0);

  private final ServiceUsage usage = new ServiceUsage(Samples.HASH, 0);
  private final Admission admission = usage.admission(SourceRanges.ALL, ONE_PER_CLIENT);
  private final Visit first = new Visit();

  /** The client is there once. */
  public ClientPlacesStress() {
    admission.admit(Samples.CLIENT, 0, first);
  }

  @Actor
  public void leave() {
    first.end();
  }

  @Actor
  public void comeAgain(ZZI_Result result) {
    result.r1 = admission.admit(Samples.CLIENT, 0, new Visit()) == null;
  }

  /** Fills the place up if it is free: then one is taken in every case. */
  @Arbiter
  public void after(ZZI_Result result) {
    result.r2 = admission.admit(Samples.CLIENT, 0, new Visit()) == null;
    result.r3 = usage.connections();
  }
}
