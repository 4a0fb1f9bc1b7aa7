package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.tls.ClientHello;
import io.sluice.core.tls.TlsTermination;
import java.time.Duration;

/**
 * Agrees on TLS with a client. No endpoint hears of a client that has not finished, in particular
 * of one whose certificate is refused.
 */
final class HandshakeStage implements OpeningStage {
  private final TlsTermination termination;
  private final ClientHello hello;
  private boolean hasBegun;
  private boolean isFinished;

  HandshakeStage(TlsTermination termination, ClientHello hello) {
    this.termination = termination;
    this.hello = hello;
  }

  @Override
  public Verdict examine(ByteBuf received, Opening opening) {
    if (!hasBegun) {
      hasBegun = true;
      ChannelHalf client = opening.relay().clientByChannel();
      ByteBuf ciphertext = received.readRetainedSlice(received.readableBytes());
      client.startTls(termination.newHandler(hello, client.channel().alloc()));
      // What comes out of it, if anything does already, is received next.
      client.decrypt(ciphertext);
    }
    return isFinished ? PASSED : NEED_MORE;
  }

  /** Both sides agree: what is received from now on is plaintext. */
  @Override
  public void onHandshake() {
    isFinished = true;
  }

  @Override
  public Duration timeout() {
    return termination.handshakeTimeout();
  }

  @Override
  public CloseReason timeoutReason() {
    return CloseReason.TLS_FAILED;
  }

  @Override
  public CloseReason endReason() {
    return CloseReason.TLS_FAILED;
  }
}
