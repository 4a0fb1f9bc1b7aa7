package io.sluice.core.net.stream;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.sluice.core.net.UringOperations;
import org.jspecify.annotations.Nullable;

/** A stream socket on an io_uring loop: one poll that completes at each change. */
final class UringStreamPort extends StreamPort implements IoUringIoHandle {
  /*
   * A pending poll keeps the kernel's socket alive after close(2): neither FIN nor reset would go
   * out. So the poll is cancelled, and the kernel has let go once that is confirmed.
   *
   * It does not ask for urgent data: a poll of io_uring tells what has woken it, and whatever comes
   * wakes those that wait for urgent data too (sock_def_readable in net/core/sock.c).
   */
  private @Nullable IoRegistration registration;
  private long poll;
  private boolean isPolling;
  private boolean isReceiving;
  private boolean isSending;
  private @Nullable Runnable onReleased;

  UringStreamPort(Streams streams, int descriptor, Observer observer) {
    super(streams, descriptor, observer);
  }

  @Override
  public void start() {
    registration = streams().register(this);
    poll();
  }

  private void poll() {
    if (registration != null) {
      poll = registration.submit(UringOperations.pollAgainAndAgain(descriptor(), ALL));
      isPolling = true;
    }
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    IoUringIoEvent completion = (IoUringIoEvent) event;
    switch (completion.opcode()) {
      case UringOperations.POLL_ADD -> onPolled(completion);
      case UringOperations.RECV -> {
        isReceiving = false;
        tellReceived(
            completion.res(), (completion.flags() & UringOperations.CQE_F_SOCK_NONEMPTY) != 0);
        closeIfLeft();
      }
      case UringOperations.SEND -> {
        isSending = false;
        tellSent(completion.res());
        closeIfLeft();
      }
      default -> {}
    }
  }

  @Override
  boolean isBusy() {
    return isReceiving || isSending;
  }

  /** Was closed while an operation was under way: a number used again would be somebody else. */
  private void closeIfLeft() {
    if (!isOpen() && !isBusy() && registration != null) {
      closeDescriptor();
    }
  }

  @Override
  public int receive(long to, int most) {
    IoRegistration registered = registration;
    if (registered == null) {
      return sockets().receive(descriptor(), to, most);
    }
    isReceiving = true;
    registered.submit(UringOperations.receive(descriptor(), to, most));
    return PENDING;
  }

  @Override
  public int send(long from, int count) {
    IoRegistration registered = registration;
    if (registered == null) {
      return sockets().send(descriptor(), from, count);
    }
    isSending = true;
    registered.submit(UringOperations.send(descriptor(), from, count));
    return PENDING;
  }

  private void onPolled(IoUringIoEvent completion) {
    boolean isLast = (completion.flags() & UringOperations.CQE_F_MORE) == 0;
    if (isLast) {
      isPolling = false;
    }
    if (completion.res() > 0) {
      tell(completion.res());
    }
    if (isLast && isOpen()) {
      poll();
    } else if (isLast && registration == null) {
      release();
    }
  }

  private void release() {
    Runnable action = onReleased;
    onReleased = null;
    if (action != null) {
      action.run();
    }
  }

  @Override
  void stop() {
    IoRegistration registered = registration;
    if (registered != null) {
      registration = null;
      if (isPolling) {
        registered.submit(UringOperations.cancel(poll));
      } else {
        release();
      }
      registered.cancel();
    }
  }

  @Override
  public void whenReleased(Runnable action) {
    if (!isPolling && registration == null) {
      action.run();
      return;
    }
    Runnable before = onReleased;
    onReleased =
        before == null
            ? action
            : () -> {
              before.run();
              action.run();
            };
  }
}
