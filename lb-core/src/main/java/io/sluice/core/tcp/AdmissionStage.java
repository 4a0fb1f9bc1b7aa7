package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;

/** Asks the service port whether the client may come in. Has no state: one for all connections. */
final class AdmissionStage implements OpeningStage {
  @Override
  public Verdict examine(ByteBuf received, Opening opening) {
    CloseReason refusal = opening.relay().admit();
    return refusal == null ? PASSED : new Verdict.Refused(refusal);
  }
}
