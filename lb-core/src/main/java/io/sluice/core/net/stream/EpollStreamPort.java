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
  /*
   * A descriptor's number is free as soon as it is closed, and what epoll had to tell of it may be
   * behind in what it has told at once: it would be told to whoever has the number by then. What
   * concerns a new port comes in a later turn than its start.
   */
  private static final int EDGE_TRIGGERED = 1 << 31; // linux/eventpoll.h, EPOLLET
  private static final EpollIoOps EVENTS = EpollIoOps.valueOf(ALL | EDGE_TRIGGERED);

  private @Nullable IoRegistration registration;
  private long startTurn;

  EpollStreamPort(Streams streams, int descriptor, Observer observer) {
    super(streams, descriptor, observer);
  }

  @Override
  public void start() {
    IoRegistration registered = streams().register(this);
    registration = registered;
    startTurn = streams().turn();
    registered.submit(EVENTS);
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    if (streams().turn() != startTurn) {
      tell(((EpollIoEvent) event).ops().value());
    }
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
