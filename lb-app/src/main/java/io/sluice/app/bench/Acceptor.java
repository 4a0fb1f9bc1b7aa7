package io.sluice.app.bench;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A listening TCP socket whose connections echo. One event loop. */
final class Acceptor implements EpollIoHandle, AutoCloseable {
  private static final int BACKLOG = 4096;
  private static final int MEMORY_BYTES = 256 * 1024;
  private static final int LONGEST_ADDRESS = 64;
  private static final int ACCEPTED_AT_ONCE = 64;
  private static final long PAUSE_MILLIS = 10;

  private final IoEventLoop loop;
  private final Socket socket = Socket.newSocketStream();
  private final ByteBuffer memory = ByteBuffer.allocateDirect(MEMORY_BYTES);
  private final byte[] peer = new byte[LONGEST_ADDRESS];
  private @Nullable IoRegistration registration;

  private Acceptor(IoEventLoop loop) {
    this.loop = loop;
  }

  static Acceptor listen(IoEventLoop loop, InetSocketAddress address) throws IOException {
    Acceptor acceptor = new Acceptor(loop);
    try {
      acceptor.socket.setReuseAddress(true);
      acceptor.socket.bind(address);
      acceptor.socket.listen(BACKLOG);
    } catch (IOException e) {
      acceptor.close();
      throw e;
    }
    IoRegistration registered = loop.register(acceptor).getNow();
    acceptor.registration = registered;
    registered.submit(EpollIoOps.EPOLLIN);
    return acceptor;
  }

  InetSocketAddress address() {
    return socket.localAddress();
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }

  @Override
  public void handle(IoRegistration on, IoEvent event) {
    try {
      for (int i = 0; i < ACCEPTED_AT_ONCE && socket.isOpen(); i++) {
        int descriptor = socket.accept(peer);
        if (descriptor < 0) {
          return;
        }
        new EchoConnection(memory).begin(loop, descriptor);
      }
    } catch (IOException e) {
      // No descriptor is left, most likely: some are given back in a while.
      on.submit(EpollIoOps.NONE);
      loop.schedule(() -> resume(on), PAUSE_MILLIS, TimeUnit.MILLISECONDS);
    }
  }

  private static void resume(IoRegistration on) {
    if (on.isValid()) {
      on.submit(EpollIoOps.EPOLLIN);
    }
  }

  @Override
  public void close() {
    if (registration != null) {
      registration.cancel();
    }
    try {
      socket.close();
    } catch (IOException e) {
      // The descriptor is gone either way.
    }
  }
}
