package io.sluice.core.net;

import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringSocketChannel;
import org.jspecify.annotations.Nullable;

/** Gets an io_uring channel going again whose write waits for room that is there. */
public final class LostPollOut {
  /*
   * Netty (4.2.18) decides by the result of a poll which of a channel's polls has completed.
   * Seen on Linux 6.18: a socket whose peer has half-closed, send queue empty, and a channel
   * that still counts a poll for room as pending; it never writes again. Told of the room, it
   * goes on. Why the answer is lost is not established. A poll that is still pending in truth is
   * no worry: with an empty send queue it is about to complete, and a channel that is told twice
   * finds nothing to write.
   */
  private static final byte IORING_OP_POLL_ADD = 6;
  private static final int POLLOUT = 4;

  private LostPollOut() {}

  /** Tells the channel that its socket has room; on the channel's event loop. */
  public static void report(IoUringSocketChannel channel) {
    IoUringIoHandle handle = (IoUringIoHandle) channel.unsafe();
    handle.handle(NoRegistration.INSTANCE, new IoUringIoEvent(POLLOUT, 0, IORING_OP_POLL_ADD, 0L));
  }

  /** A channel uses the registration of an event only to cancel it once the channel is closed. */
  private enum NoRegistration implements IoRegistration {
    INSTANCE;

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
    public <T> @Nullable T attachment() {
      return null;
    }

    @Override
    public long submit(IoOps ops) {
      return 0;
    }

    @Override
    public boolean isValid() {
      return true;
    }

    @Override
    public boolean cancel() {
      return false;
    }
  }
}
