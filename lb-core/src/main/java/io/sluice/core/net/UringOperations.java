package io.sluice.core.net;

import io.netty.channel.uring.IoUringIoOps;

/**
 * Submissions to io_uring that Netty has no public maker for (linux/io_uring.h). Objects are
 * immutable, so one may be submitted as often as is wanted.
 */
public final class UringOperations {
  public static final byte POLL_ADD = 6;
  public static final byte ASYNC_CANCEL = 14;
  public static final byte SEND = 26;
  public static final byte RECV = 27;

  /** Flag of a completion: more of the same submission will follow. */
  public static final int CQE_F_MORE = 1 << 1;

  /** Flag of a receive's completion: there is more to read, or the end. Since Linux 5.19. */
  public static final int CQE_F_SOCK_NONEMPTY = 1 << 2;

  /** In place of the length of a poll: it completes again and again, at each change. */
  private static final int POLL_ADD_MULTI = 1;

  private static final int NO_DESCRIPTOR = -1;

  // linux/socket.h
  private static final int MSG_DONTWAIT = 0x40;
  private static final int MSG_NOSIGNAL = 0x4000;

  private UringOperations() {}

  /** Completes once, when one of the events, or an error, is there. */
  public static IoUringIoOps poll(int descriptor, int events) {
    return operation(POLL_ADD, descriptor, 0, 0, events);
  }

  /** Completes whenever one of the events, or an error, comes up anew. */
  public static IoUringIoOps pollAgainAndAgain(int descriptor, int events) {
    return operation(POLL_ADD, descriptor, 0, POLL_ADD_MULTI, events);
  }

  /** Receives what is there into memory, and does not wait. */
  public static IoUringIoOps receive(int descriptor, long to, int most) {
    return operation(RECV, descriptor, to, most, MSG_DONTWAIT);
  }

  /** Sends what there is room for from memory, and does not wait. */
  public static IoUringIoOps send(int descriptor, long from, int count) {
    return operation(SEND, descriptor, from, count, MSG_DONTWAIT | MSG_NOSIGNAL);
  }

  /** Ends what was submitted under that number. */
  public static IoUringIoOps cancel(long submission) {
    return operation(ASYNC_CANCEL, NO_DESCRIPTOR, submission, 0, 0);
  }

  private static IoUringIoOps operation(
      byte code, int descriptor, long address, int length, int flags) {
    return new IoUringIoOps(
        code,
        (byte) 0,
        (short) 0,
        descriptor,
        0,
        address,
        length,
        flags,
        0L,
        (short) 0,
        (short) 0,
        0,
        0);
  }
}
