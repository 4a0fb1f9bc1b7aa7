package io.sluice.app.bench;

import io.netty.channel.IoEvent;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.netty.channel.epoll.EpollIoEvent;
import io.netty.channel.epoll.EpollIoHandle;
import io.netty.channel.epoll.EpollIoOps;
import io.netty.channel.unix.FileDescriptor;
import io.netty.channel.unix.Socket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A TCP connection on an epoll loop, without a channel around it. One event loop. */
final class Stream implements EpollIoHandle {
  /** Whoever uses it. */
  interface Owner {
    void onConnected(Stream stream);

    /** It could not be connected; it is closed. */
    void onRefused(Stream stream, IOException why);

    /** Bytes, the end or an error have come. */
    void onReadable(Stream stream);

    /** There is room again for what could not be sent. */
    void onWritable(Stream stream);
  }

  private static final EpollIoOps INPUT = EpollIoOps.EPOLLIN.with(EpollIoOps.EPOLLRDHUP);

  private final Socket socket;
  private final Owner owner;
  private boolean isConnected;
  private boolean isClosed;
  private @Nullable IoRegistration registration;

  private Stream(Socket socket, Owner owner) {
    this.socket = socket;
    this.owner = owner;
  }

  /** Begins to connect; unless it is connected at once, the owner is told what becomes of it. */
  static Stream connect(IoEventLoop loop, InetSocketAddress from, InetSocketAddress to, Owner owner)
      throws IOException {
    Stream stream = new Stream(Socket.newSocketStream(), owner);
    try {
      stream.socket.setTcpNoDelay(true);
      if (!from.getAddress().isAnyLocalAddress()) {
        stream.socket.bind(from);
      }
      stream.isConnected = stream.socket.connect(to);
      stream.register(loop, stream.isConnected ? INPUT : EpollIoOps.EPOLLOUT);
      return stream;
    } catch (IOException e) {
      stream.close();
      throw e;
    }
  }

  /** A connection that was accepted. */
  static Stream accepted(IoEventLoop loop, int descriptor, Owner owner) throws IOException {
    Stream stream = new Stream(new Socket(descriptor), owner);
    stream.isConnected = true;
    stream.socket.setTcpNoDelay(true);
    stream.register(loop, INPUT);
    return stream;
  }

  private void register(IoEventLoop loop, EpollIoOps interest) {
    // On its own loop a registration is complete at once.
    IoRegistration registered = loop.register(this).getNow();
    registration = registered;
    registered.submit(interest);
  }

  /** Receives to the buffer's start: the number of bytes, 0 if there are none, -1 at the end. */
  int receive(ByteBuffer into) throws IOException {
    return socket.recv(into, 0, into.capacity());
  }

  /** Sends bytes of a buffer: the number of those taken. */
  int send(ByteBuffer from, int start, int end) throws IOException {
    return socket.send(from, start, end);
  }

  /** Asks for {@link Owner#onReadable} and, if there is more to send, {@link Owner#onWritable}. */
  void awaitInputAndRoom() {
    submit(INPUT.with(EpollIoOps.EPOLLOUT));
  }

  void awaitInput() {
    submit(INPUT);
  }

  void awaitRoom() {
    submit(EpollIoOps.EPOLLOUT);
  }

  private void submit(EpollIoOps interest) {
    if (registration != null && !isClosed) {
      registration.submit(interest);
    }
  }

  boolean isConnected() {
    return isConnected;
  }

  @Override
  public FileDescriptor fd() {
    return socket;
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    if (isClosed) {
      return;
    }
    if (!isConnected) {
      finishConnect();
      return;
    }
    EpollIoOps ops = ((EpollIoEvent) event).ops();
    if (ops.contains(EpollIoOps.EPOLLOUT)) {
      owner.onWritable(this);
    }
    if (!isClosed && ops.value() != EpollIoOps.EPOLLOUT.value()) {
      owner.onReadable(this);
    }
  }

  private void finishConnect() {
    try {
      if (!socket.finishConnect()) {
        return;
      }
    } catch (IOException e) {
      close();
      owner.onRefused(this, e);
      return;
    }
    isConnected = true;
    awaitInput();
    owner.onConnected(this);
  }

  @Override
  public void close() {
    if (isClosed) {
      return;
    }
    isClosed = true;
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
