package io.sluice.core.net.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.lang.foreign.MemorySegment;

/**
 * Pipes, and splice(2) through them. Bytes stay in the kernel. One event loop.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/splice.2.html">splice(2)</a>
 * @see <a href="https://man7.org/linux/man-pages/man7/pipe.7.html">pipe(7)</a>
 */
public final class Pipes {
  private static final int O_NONBLOCK_CLOEXEC = 0x800 | 0x80000;
  private static final int F_SETPIPE_SZ = 1031;
  private static final int F_GETPIPE_SZ = 1032;

  // Never SPLICE_F_MORE: it would hold the last bytes of a message back (tcp(7), TCP_CORK).
  private static final int SPLICE_F_MOVE_NONBLOCK = 0x01 | 0x02;

  private final StreamSockets sockets;
  private final StreamCalls calls;
  private final MemorySegment ends;

  /** Over the calls of an event loop's sockets. */
  public Pipes(StreamSockets sockets) {
    this.sockets = sockets;
    this.calls = sockets.calls();
    this.ends = sockets.arena().allocate(JAVA_INT, 2);
  }

  /** Makes a pipe, whose ends are then told; 0, or the negative {@link Errno}. */
  public int open() {
    return calls.pipe2(ends.address(), O_NONBLOCK_CLOEXEC);
  }

  /** The end to read from of the pipe made last. */
  public int output() {
    return ends.get(JAVA_INT, 0);
  }

  /** The end to write to of the pipe made last. */
  public int input() {
    return ends.get(JAVA_INT, Integer.BYTES);
  }

  /**
   * Asks for a pipe of so many bytes, and says how many it has: fewer where the kernel does not
   * allow them (fs.pipe-user-pages-soft), or the negative {@link Errno}.
   */
  public int resize(int end, int bytes) {
    int ignored = calls.fcntl(end, F_SETPIPE_SZ, bytes);
    return calls.fcntl(end, F_GETPIPE_SZ, 0);
  }

  /**
   * Moves bytes from a socket into a pipe or from a pipe into a socket: bytes moved, 0 at the end
   * of a socket's stream, or the negative {@link Errno}. EAGAIN from a socket into a pipe with
   * bytes in it may mean either that the socket is dry or that the pipe is full.
   */
  public int splice(int from, int to, int most) {
    return calls.splice(from, to, most, SPLICE_F_MOVE_NONBLOCK);
  }

  /** Reads bytes out of a pipe into memory; how many, or the negative {@link Errno}. */
  public int read(int output, long to, int most) {
    return calls.read(output, to, most);
  }

  /** Closes an end. */
  public void close(int end) {
    sockets.close(end);
  }
}
