package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import java.time.Duration;

/**
 * One step between the accept of a client connection and the choice of its endpoint, such as
 * reading a PROXY header. One object a connection; on the relay's event loop.
 *
 * <p>Stages are made by {@link OpeningStages} and run one after the other by {@link Opening}. A
 * stage that needs no bytes decides in its first call.
 */
interface OpeningStage {
  /** What a stage has found so far. */
  sealed interface Verdict {
    /** Nothing yet: call again with more bytes. */
    record NeedMore() implements Verdict {}

    /** The next stage may begin. */
    record Passed() implements Verdict {}

    /** The client is refused. */
    record Refused(CloseReason reason) implements Verdict {}

    /** The client is refused, and told so in its own protocol. */
    @SuppressWarnings("ArrayRecordComponent") // never compared, never changed
    record Answered(CloseReason reason, byte[] lastWords) implements Verdict {}
  }

  /** The verdict to go on. */
  Verdict PASSED = new Verdict.Passed();

  /** The verdict to wait. */
  Verdict NEED_MORE = new Verdict.NeedMore();

  /**
   * Looks at what the client has sent so far, perhaps nothing. What the stage consumes, by moving
   * the reader index, is gone for those behind it; the rest is payload.
   *
   * @param received every byte that no stage has consumed; owned by the opening
   */
  Verdict examine(ByteBuf received, Opening opening);

  /** TLS with the client is agreed on. */
  default void onHandshake() {}

  /** Longest time from the stage's beginning to its verdict, however bytes trickle in. */
  default Duration timeout() {
    return Duration.ofSeconds(5);
  }

  /** Why a client is refused that did not send enough in time. */
  default CloseReason timeoutReason() {
    return CloseReason.IDLE_TIMEOUT;
  }

  /** Why a client is refused that ended its side before it had sent enough. */
  default CloseReason endReason() {
    return CloseReason.CLIENT_LEFT;
  }

  /** Bytes after which a stage that still needs more is not asked again. */
  default int maxBytes() {
    return 64 * 1024;
  }
}
