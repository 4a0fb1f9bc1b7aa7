package io.sluice.core.tcp;

import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.linux.TcpSockets;
import java.util.concurrent.TimeUnit;

/**
 * After one side of a relay was reset: lets what it had sent before reach the other side, then
 * resets that side too.
 */
final class LastBytes implements Runnable {
  /*
   * A reset discards what the kernel still holds for its receiver, so it has to wait until the
   * receiver has acknowledged everything. The kernel tells how much that is but not when it
   * changes, hence the polling; connections that end this way are few. It ends when nothing is
   * left, or when nothing has moved for STALL: a receiver that does not read must not keep the
   * reset from coming.
   */
  private static final long FIRST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
  private static final long LONGEST_WAIT_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long STALL_NANOS = TimeUnit.SECONDS.toNanos(1);

  /** Where the kernel does not tell, bytes get this long to arrive. */
  private static final long GRACE_NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  private final Relay relay;
  private final RelayHalf gone;
  private final CloseReason reason;
  private long waitNanos = FIRST_WAIT_NANOS;
  private long lastLeft = Long.MAX_VALUE;
  private long lastReceived;
  private long lastProgressNanos = System.nanoTime();

  LastBytes(Relay relay, RelayHalf gone, CloseReason reason) {
    this.relay = relay;
    this.gone = gone;
    this.reason = reason;
  }

  /** Ends the relay if it is time, otherwise looks again a little later. */
  void check() {
    if (relay.isClosed()) {
      return;
    }
    long now = System.nanoTime();
    RelayHalf receiver = gone.peer();
    if (!receiver.isActive()) {
      relay.close(reason);
      return;
    }
    long left = bytesLeft(receiver, now);
    long received = gone.bytesReceived();
    if (left < lastLeft || received != lastReceived) {
      lastLeft = left;
      lastReceived = received;
      lastProgressNanos = now;
    }
    boolean isDelivered = left == 0 && gone.isInputEnded();
    if (isDelivered || now - lastProgressNanos >= STALL_NANOS) {
      relay.close(reason);
      return;
    }
    relay.loop().eventLoop().schedule(this, waitNanos, TimeUnit.NANOSECONDS);
    waitNanos = Math.min(2 * waitNanos, LONGEST_WAIT_NANOS);
  }

  @Override
  public void run() {
    check();
  }

  private long bytesLeft(RelayHalf receiver, long now) {
    long inProcess = receiver.bytesUnsent();
    int descriptor = receiver.descriptor();
    if (descriptor >= 0) {
      int inKernel = TcpSockets.unacknowledgedBytes(descriptor);
      if (inKernel != TcpSockets.UNKNOWN) {
        return inProcess + inKernel;
      }
    }
    return inProcess > 0 || now - lastProgressNanos < GRACE_NANOS ? inProcess + 1 : 0;
  }
}
