package io.sluice.core.net;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket on an io_uring loop. A poll tells that something has come; it is received and sent
 * by the same calls as on epoll.
 */
final class UringPort extends LinuxPort implements IoUringIoHandle {
  /*
   * The poll is asked for anew after each reading, so that what is left in the socket is reported
   * again, as a level-triggered epoll does. A pending poll keeps the kernel's socket, and so its
   * address, alive after close(2): it is cancelled, and only its completion means released.
   */
  private static final int POLLIN = 1; // errors are reported in any case

  private final IoUringIoOps poll;
  private @Nullable IoRegistration registration;
  private @Nullable Promise<Object> released;
  private long pollId;
  private boolean isPolling;

  UringPort(LinuxDatagrams datagrams, int descriptor, Role role, Reader reader) {
    super(datagrams, descriptor, role, reader);
    poll = UringOperations.poll(descriptor, POLLIN);
  }

  @Override
  public void start() {
    registration = datagrams().register(this);
    poll();
  }

  private void poll() {
    if (registration != null) {
      pollId = registration.submit(poll);
      isPolling = true;
    }
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    if (((IoUringIoEvent) event).opcode() != UringOperations.POLL_ADD) {
      return;
    }
    isPolling = false;
    if (released != null) {
      released.trySuccess(this);
      return;
    }
    onReadable();
    if (!isClosed()) {
      poll();
    }
  }

  @Override
  public void close() {
    release();
  }

  @Override
  Future<?> stop() {
    IoRegistration registered = registration;
    Future<?> done = datagrams().released();
    if (registered != null && isPolling) {
      Promise<Object> promise = datagrams().newPromise();
      released = promise;
      done = promise;
      registered.submit(UringOperations.cancel(pollId));
    }
    if (registered != null) {
      registered.cancel();
    }
    closeDescriptor();
    return done;
  }
}
