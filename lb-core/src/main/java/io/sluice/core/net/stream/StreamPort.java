package io.sluice.core.net.stream;

import io.netty.channel.unix.FileDescriptor;
import io.sluice.core.net.linux.StreamSockets;
import java.io.UncheckedIOException;

/**
 * A stream socket by its descriptor, told by its event loop of what comes. That event loop only.
 *
 * <p>Events tell of changes and not of states: that there is something to read is told once, and
 * again only when more has come. Whoever is told keeps it in mind until a read has found nothing.
 */
public abstract sealed class StreamPort permits EpollStreamPort, UringStreamPort {
  /*
   * Edge-triggered, for input, room, end and errors at once: one system call a connection, and none
   * when its traffic stalls, resumes or ends, where a level-triggered registration has to be
   * changed each time so as not to spin.
   */

  /** Who uses the socket. */
  public interface Observer {
    /** Something has changed: a sum of {@link #INPUT}, {@link #ROOM} and the others. */
    void onChange(int events);

    /**
     * A receive that was {@link #PENDING} has come to its result; perhaps after the close.
     *
     * @param hasMore whether there is more to read though not all that was asked for has come
     */
    void onReceived(int result, boolean hasMore);

    /** A send that was {@link #PENDING} has come to its result; perhaps after the close. */
    void onSent(int result);

    /**
     * One of these has thrown what nobody expected, or memory beside the heap is used up; the event
     * loop and everybody else go on.
     */
    void onFailure(Throwable cause);
  }

  /** In place of a result: it is told at the end of this turn, and the memory is in use until. */
  public static final int PENDING = Integer.MIN_VALUE;

  // The bits of epoll and poll (asm-generic/poll.h, linux/eventpoll.h): the same for both.

  /** There may be something to read. */
  public static final int INPUT = 0x1;

  /** There is urgent data (tcp(7)); told by epoll only. */
  public static final int URGENT = 0x2;

  /** There may be room to write; for a socket that is being connected, it is. */
  public static final int ROOM = 0x4;

  /** The connection has an error. */
  public static final int ERROR = 0x8;

  /** Both directions are over. */
  public static final int HANG_UP = 0x10;

  /** The peer has ended its direction: what can be read is all that ever will be. */
  public static final int INPUT_END = 0x2000;

  static final int ALL = INPUT | ROOM | INPUT_END;

  private final Streams streams;
  private final Observer observer;
  private final Descriptor descriptor;

  // Kept apart, as asking for it costs nothing then.
  private final int number;

  StreamPort(Streams streams, int descriptor, Observer observer) {
    this.streams = streams;
    this.observer = observer;
    this.descriptor = new Descriptor(descriptor);
    this.number = descriptor;
  }

  /**
   * Begins to tell; what is there already is told too.
   *
   * @throws UncheckedIOException the kernel has no room to watch it (epoll(7), max_user_watches)
   */
  public abstract void start();

  /** Tells no more. */
  abstract void stop();

  /**
   * Receives into memory; bytes, 0 at the end of the stream, the negative error number, or {@link
   * #PENDING}.
   */
  public abstract int receive(long to, int most);

  /** Sends from memory; bytes, the negative error number, or {@link #PENDING}. */
  public abstract int send(long from, int count);

  /** A send has found no room, or not enough: tells once there is. */
  public void awaitRoom() {}

  /** Whether the kernel still has to do something with the descriptor before it may be closed. */
  boolean isBusy() {
    return false;
  }

  /** The descriptor; while the port is open. */
  public final int descriptor() {
    return number;
  }

  /** Whether the descriptor is this port's. */
  public final boolean isOpen() {
    return descriptor.isOpen();
  }

  /** Closes the descriptor, in order; a second call does nothing. */
  public final void close() {
    if (descriptor.isOpen()) {
      descriptor.leave();
      if (!isBusy()) {
        closeDescriptor();
      }
    }
  }

  /** Closes what {@link #close} has left open. */
  final void closeDescriptor() {
    // First, as epoll forgets a closed descriptor by itself.
    streams.sockets().close(number);
    stop();
  }

  /** Closes the descriptor so that the peer sees a reset. */
  public final void reset() {
    if (descriptor.isOpen()) {
      streams.sockets().abortWhenClosed(number);
      close();
    }
  }

  /** Gives the descriptor away as it is, which is answered. */
  public final int detach() {
    stop();
    descriptor.leave();
    return number;
  }

  /** Runs something once the kernel has let go of the connection of a closed port. */
  public void whenReleased(Runnable action) {
    action.run();
  }

  final StreamSockets sockets() {
    return streams.sockets();
  }

  final Streams streams() {
    return streams;
  }

  final FileDescriptor fileDescriptor() {
    return descriptor;
  }

  final void tell(int events) {
    if (descriptor.isOpen()) {
      try {
        observer.onChange(events);
      } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
        observer.onFailure(e);
      }
    }
  }

  final void tellReceived(int result, boolean hasMore) {
    try {
      observer.onReceived(result, hasMore);
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      observer.onFailure(e);
    }
  }

  final void tellSent(int result) {
    try {
      observer.onSent(result);
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      observer.onFailure(e);
    }
  }

  /** What Netty knows the socket by; whether it is open is all that Netty asks. */
  private static final class Descriptor extends FileDescriptor {
    Descriptor(int number) {
      super(number);
    }

    void leave() {
      boolean wasOpen = markClosed();
      assert wasOpen : "descriptor " + intValue() + " was left before";
    }
  }
}
