package io.sluice.core.net;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** A UDP socket on an epoll loop: level-triggered, always waiting for input and for errors. */
final class EpollPort extends LinuxPort implements EpollIoHandle {
  private static final EpollIoOps INPUT = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLERR);

  private @Nullable IoRegistration registration;

  EpollPort(LinuxDatagrams datagrams, int descriptor, Role role, Reader reader) {
    super(datagrams, descriptor, role, reader);
  }

  @Override
  public FileDescriptor fd() {
    return fileDescriptor();
  }

  @Override
  public void start() {
    IoRegistration registered = datagrams().register(this);
    registration = registered;
    registered.submit(INPUT);
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    onReadable();
  }

  @Override
  public void close() {
    release();
  }

  @Override
  Future<?> stop() {
    if (registration != null) {
      registration.cancel();
    }
    closeDescriptor();
    return datagrams().released();
  }
}
