package io.sluice.core.net.stream;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.sluice.core.net.KnowingHandle;
import org.jspecify.annotations.Nullable;

/** A stream socket on an epoll loop. */
final class EpollStreamPort extends StreamPort implements KnowingHandle {
  private static final int EDGE_TRIGGERED = 1 << 31; // linux/eventpoll.h, EPOLLET
  private static final EpollIoOps EVENTS = EpollIoOps.valueOf(ALL | EDGE_TRIGGERED);

  private @Nullable IoRegistration registration;

  EpollStreamPort(Streams streams, int descriptor, Observer observer) {
    super(streams, descriptor, observer);
  }

  @Override
  public void start() {
    IoRegistration registered = streams().register(this);
    registration = registered;
    registered.submit(EVENTS);
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    tell(((EpollIoEvent) event).ops().value());
  }

  @Override
  public int receive(long to, int most) {
    return sockets().receive(descriptor(), to, most);
  }

  @Override
  public int send(long from, int count) {
    return sockets().send(descriptor(), from, count);
  }

  @Override
  void stop() {
    IoRegistration registered = registration;
    if (registered != null) {
      registration = null;
      registered.cancel();
    }
  }

  @Override
  public FileDescriptor fd() {
    return fileDescriptor();
  }
}
