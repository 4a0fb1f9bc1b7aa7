package io.sluice.core.tcp;

import io.netty.buffer.Unpooled;
import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.core.metrics.CloseReason;
import java.util.concurrent.TimeUnit;

/**
 * The end of a client that is refused with last words in its own protocol: they go out, then a FIN.
 * What the client still sends is read and thrown away until it ends too, as closing a socket with
 * something unread is a reset, which may overtake the words. On the relay's event loop.
 */
final class Farewell implements Runnable {
  /** Longest wait for the client to take the last words and to end. */
  private static final long LONGEST_MILLIS = 1000;

  private final Relay relay;
  private final CloseReason reason;
  private final ScheduledFuture<?> deadline;

  Farewell(Relay relay, CloseReason reason) {
    this.relay = relay;
    this.reason = reason;
    this.deadline = relay.loop().eventLoop().schedule(this, LONGEST_MILLIS, TimeUnit.MILLISECONDS);
  }

  /** Sends them and ends. */
  void say(byte[] lastWords) {
    RelayHalf client = relay.clientHalf();
    client.write(Unpooled.wrappedBuffer(lastWords));
    if (client.isInputEnded()) {
      client.closeWhenWritten();
      client.whenClosed(this);
    } else {
      client.endOutput();
    }
  }

  /** The client has ended, having had the last words or not caring for them. */
  void onInputEnded() {
    relay.clientHalf().close();
    relay.clientHalf().whenClosed(this);
  }

  /** Ends once somebody else, who has sent them, has closed the client's channel. */
  void awaitClose() {
    relay.clientHalf().endInput();
    relay.clientHalf().whenClosed(this);
  }

  @Override
  public void run() {
    deadline.cancel(false);
    relay.close(reason);
  }
}
