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

  /*
   * Netty (4.2.18) has an event at hand for input alone, and allocates one for input and room
   * together, which is what comes with every message while a socket waits for both. So one that has
   * had room for a while waits for input only, until it has no room. That takes two more calls, and
   * connections that are short, or are full now and then, never make them.
   */
  private static final int NEEDLESS = 32;

  private static final int EDGE_TRIGGERED = 1 << 31; // linux/eventpoll.h, EPOLLET
  private static final EpollIoOps EVENTS = EpollIoOps.valueOf(ALL | URGENT | EDGE_TRIGGERED);
  private static final EpollIoOps INPUT_ONLY = EpollIoOps.valueOf(EVENTS.value() & ~ROOM);

  private @Nullable IoRegistration registration;
  private long startTurn;
  private boolean isAwaitingRoom = true;
  private int needless;

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
    if (streams().turn() == startTurn) {
      return;
    }
    int events = ((EpollIoEvent) event).ops().value();
    if (isAwaitingRoom && (events & (INPUT | ROOM)) == (INPUT | ROOM) && ++needless == NEEDLESS) {
      isAwaitingRoom = false;
      submit(INPUT_ONLY);
    }
    tell(events);
  }

  @Override
  public void awaitRoom() {
    needless = 0;
    if (!isAwaitingRoom) {
      isAwaitingRoom = true;
      // Tells at once if there is some meanwhile.
      submit(EVENTS);
    }
  }

  private void submit(EpollIoOps events) {
    if (registration != null) {
      registration.submit(events);
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
