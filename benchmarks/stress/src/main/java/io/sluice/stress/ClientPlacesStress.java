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
import org.openjdk.jcstress.infra.results.ZZZI_Result;

/**
 * A client with one place leaves while it comes twice more: at most one of the two gets the place,
 * and afterwards exactly what is held is counted.
 */
@JCStressTest
@Outcome(id = "true, false, false, 1", expect = Expect.ACCEPTABLE, desc = "the second got it")
@Outcome(id = "false, true, false, 1", expect = Expect.ACCEPTABLE, desc = "the third got it")
@Outcome(id = "false, false, true, 1", expect = Expect.ACCEPTABLE, desc = "both came too early")
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
  public void second(ZZZI_Result result) {
    result.r1 = admission.admit(Samples.CLIENT, 0, new Visit()) == null;
  }

  @Actor
  public void third(ZZZI_Result result) {
    result.r2 = admission.admit(Samples.CLIENT, 0, new Visit()) == null;
  }

  /** Fills the place up if it is free: then one is taken in every case. */
  @Arbiter
  public void after(ZZZI_Result result) {
    result.r3 = admission.admit(Samples.CLIENT, 0, new Visit()) == null;
    result.r4 = usage.connections();
  }
}
