package io.sluice.core.net;

import io.netty.channel.IoEvent;
import io.netty.channel.IoHandle;
import io.netty.channel.IoHandler;
import io.netty.channel.IoHandlerContext;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.IoOps;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import org.jspecify.annotations.Nullable;

/** Netty's epoll handler, which keeps a socket registered also while it waits for nothing. */
final class LastingEpollHandler implements IoHandler {
  /*
   * A channel whose peer has ended its side waits for no more input, and while its writes go
   * through it does not wait for room either. Netty (4.2.18) then takes the socket out of epoll,
   * but goes on to treat it as registered: as soon as a write has to wait, epoll_ctl(MOD) fails
   * with ENOENT, Netty reports that as a failed write, and the bytes of a half-closed connection
   * are lost.
   *
   * Here such a socket stays registered for errors, which epoll reports in any case. What it
   * reports then, an error or a hang-up of both directions, is passed on once; the socket is
   * dead in both cases, and is then taken out, because epoll would repeat the report for ever.
   */
  private final IoHandler epoll;

  private LastingEpollHandler(IoHandler epoll) {
    this.epoll = epoll;
  }

  static IoHandlerFactory newFactory() {
    IoHandlerFactory factory = EpollIoHandler.newFactory();
    return executor -> new LastingEpollHandler(factory.newHandler(executor));
  }

  @Override
  public IoRegistration register(IoHandle handle) throws Exception {
    if (handle instanceof KnowingHandle) {
      return epoll.register(handle);
    }
    Registration registration = new Registration((EpollIoHandle) handle);
    registration.epollRegistration = epoll.register(registration);
    return registration;
  }

  @Override
  public void initialize() {
    epoll.initialize();
  }

  @Override
  public int run(IoHandlerContext context) {
    return epoll.run(context);
  }

  @Override
  public void prepareToDestroy() {
    epoll.prepareToDestroy();
  }

  @Override
  public void destroy() {
    epoll.destroy();
  }

  @Override
  public void wakeup() {
    epoll.wakeup();
  }

  @Override
  public boolean isCompatible(Class<? extends IoHandle> handleType) {
    return epoll.isCompatible(handleType);
  }

  /** Stands between a channel's handle and epoll, in both directions. On the event loop. */
  @SuppressWarnings("try") // close() throws what Netty's interface says
  private static final class Registration implements EpollIoHandle, IoRegistration {
    private final EpollIoHandle handle;
    private @Nullable IoRegistration epollRegistration;
    private boolean isAdded;
    private boolean isIdle;
    private boolean isTakenOut;

    Registration(EpollIoHandle handle) {
      this.handle = handle;
    }

    @Override
    public long submit(IoOps ops) {
      if (isTakenOut) {
        return 0;
      }
      isIdle = ((EpollIoOps) ops).value() == 0;
      isAdded |= !isIdle;
      return toEpoll().submit(isIdle && isAdded ? EpollIoOps.EPOLLERR : ops);
    }

    @Override
    public void handle(IoRegistration registration, IoEvent event) {
      boolean wasIdle = isIdle;
      handle.handle(this, event);
      if (wasIdle && isIdle && !isTakenOut && isValid()) {
        isTakenOut = true;
        toEpoll().submit(EpollIoOps.NONE);
      }
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // the interface has it so
    public <T> T attachment() {
      return toEpoll().attachment();
    }

    @Override
    public boolean isValid() {
      return toEpoll().isValid();
    }

    @Override
    public boolean cancel() {
      return toEpoll().cancel();
    }

    @Override
    public FileDescriptor fd() {
      return handle.fd();
    }

    @Override
    public void registered() {
      handle.registered();
    }

    @Override
    public void unregistered() {
      handle.unregistered();
    }

    @Override
    public void close() throws Exception {
      handle.close();
    }

    private IoRegistration toEpoll() {
      IoRegistration registration = epollRegistration;
      if (registration == null) {
        throw new IllegalStateException("used before it was registered");
      }
      return registration;
    }
  }
}
