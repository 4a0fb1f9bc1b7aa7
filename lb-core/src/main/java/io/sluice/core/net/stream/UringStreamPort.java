package io.sluice.core.net.stream;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.sluice.core.net.UringOperations;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** A stream socket on an io_uring loop: one poll that completes at each change. */
final class UringStreamPort extends StreamPort implements IoUringIoHandle {
  /*
   * A pending poll keeps the kernel's socket alive after close(2): neither FIN nor reset would go
   * out. So the poll is cancelled, and the kernel has let go once that is confirmed.
   */
  private @Nullable IoRegistration registration;
  private long poll;
  private boolean isPolling;
  private @Nullable ArrayDeque<Runnable> onReleased;

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
    if (completion.opcode() != UringOperations.POLL_ADD) {
      return;
    }
    boolean isLast = (completion.flags() & UringOperations.CQE_F_MORE) == 0;
    if (isLast) {
      isPolling = false;
    }
    if (completion.res() > 0) {
      tell(completion.res());
    }
    if (isLast && isOpen()) {
      poll();
    } else if (isLast) {
      release();
    }
  }

  private void release() {
    ArrayDeque<Runnable> actions = onReleased;
    onReleased = null;
    while (actions != null && !actions.isEmpty()) {
      actions.poll().run();
    }
  }

  @Override
  void stop() {
    IoRegistration registered = registration;
    if (registered != null) {
      registration = null;
      if (isPolling) {
        registered.submit(UringOperations.cancel(poll));
      }
      registered.cancel();
    }
  }

  @Override
  public void whenReleased(Runnable action) {
    if (!isPolling) {
      action.run();
      return;
    }
    if (onReleased == null) {
      onReleased = new ArrayDeque<>(1);
    }
    onReleased.add(action);
  }
}
