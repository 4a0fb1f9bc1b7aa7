package io.sluice.core.net.stream;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.sluice.core.net.KnowingHandle;

/** A listening socket on an epoll loop: level-triggered. */
final class EpollListeningPort extends ListeningPort implements KnowingHandle {
  // Never without events: Netty would take it out of epoll and not put it back.
  private static final EpollIoOps NOTHING = EpollIoOps.EPOLLERR;
  private static final EpollIoOps CLIENTS = NOTHING.with(EpollIoOps.EPOLLIN);

  private final FileDescriptor descriptor;
  private final IoRegistration registration;

  EpollListeningPort(Streams streams, int descriptor, Acceptor acceptor) {
    super(streams, acceptor);
    this.descriptor = new FileDescriptor(descriptor);
    this.registration = streams.register(this);
    registration.submit(NOTHING);
  }

  @Override
  void update() {
    registration.submit(isAccepting() ? CLIENTS : NOTHING);
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    acceptClients();
  }

  @Override
  public void stop(Runnable onStopped) {
    setAccepting(false);
    registration.cancel();
    onStopped.run();
  }

  @Override
  public FileDescriptor fd() {
    return descriptor;
  }

  /** Whoever has opened the descriptor closes it. */
  @Override
  public void close() {}
}
