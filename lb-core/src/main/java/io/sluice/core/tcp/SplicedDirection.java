package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.stream.Pipe;
import io.sluice.core.net.stream.PipePool;
import org.jspecify.annotations.Nullable;

/** A direction of a relay whose bytes go from socket to socket through a pipe. */
final class SplicedDirection {
  /*
   * The pipe is the loop's, and is held only while there are bytes to move: a stream that pauses
   * gives it back. Bytes that are in it belong to this direction alone; whatever ends the relay
   * then ends the pipe too.
   *
   * The kernel's answer EAGAIN is ambiguous while the pipe holds something: the socket may be dry
   * or the pipe full. So the pipe is emptied first, and only EAGAIN with an empty pipe means dry.
   * Likewise the end of the stream counts once the pipe is empty.
   */

  /** Bytes after which others get their turn. */
  private static final int TURN_BYTES = 1024 * 1024;

  private final SocketHalf from;
  private final SocketHalf to;
  private final PipePool pool;
  private final StreamDetector detector;
  private @Nullable Pipe pipe;

  private SplicedDirection(SocketHalf from, SocketHalf to, Pipe pipe) {
    this.from = from;
    this.to = to;
    this.pool = from.streams().pipes();
    this.detector = from.detector();
    this.pipe = pipe;
  }

  /** From now on bytes are spliced; null where there is no pipe for it. */
  static @Nullable SplicedDirection begin(SocketHalf from, SocketHalf to) {
    Pipe pipe = from.streams().pipes().take();
    if (pipe == null) {
      from.detector().beginWithoutPipe();
      return null;
    }
    return new SplicedDirection(from, to, pipe);
  }

  /** Whether the pipe holds bytes. */
  boolean hasBytes() {
    return pipe != null && pipe.bytes() > 0;
  }

  int bytes() {
    return pipe == null ? 0 : pipe.bytes();
  }

  /** Gives the pipe back, or up. */
  void close() {
    if (pipe != null) {
      pool.giveBack(pipe);
      pipe = null;
    }
  }

  /** Moves what can be moved, within reason; what is in the pipe comes first. */
  void move() {
    Pipe held = pipe == null ? pool.take() : pipe;
    pipe = held;
    if (held == null) {
      from.leaveSplice();
      detector.beginWithoutPipe();
      from.readOn();
      return;
    }
    int budget = TURN_BYTES;
    while (drain(held) && from.isReading) {
      if (budget <= 0) {
        from.readOn();
        return;
      }
      int moved = pool.fill(held, from.descriptor(), from.mostSpliced());
      if (moved <= 0) {
        onNothing(moved);
        return;
      }
      budget -= moved;
      from.onSpliced(moved);
      if (detector.hasEnded() && drain(held)) {
        from.leaveSplice();
        from.readOn();
        return;
      }
    }
    if (pipe != null && pipe.bytes() == 0 && !from.isReading) {
      close();
    }
  }

  private void onNothing(int result) {
    switch (-result) {
      case Errno.EINVAL, Errno.ENOMEM, Errno.ENOSYS, Errno.EPERM -> {
        // Not between these sockets, or not on this machine.
        from.renounceSplice();
        from.readOn();
      }
      case Errno.EAGAIN -> {
        close();
        from.onNothing(result);
      }
      default -> from.onNothing(result);
    }
  }

  /** Empties the pipe: false when the other side does not take everything now. */
  private boolean drain(Pipe held) {
    while (held.bytes() > 0) {
      int moved = pool.drain(held, to.descriptor());
      if (moved == -Errno.EAGAIN) {
        to.output().onFull();
        return false;
      }
      if (moved <= 0) {
        return onRefused(held, moved);
      }
    }
    return true;
  }

  private boolean onRefused(Pipe held, int result) {
    switch (-result) {
      case Errno.EINVAL, Errno.ENOMEM, Errno.ENOSYS, Errno.EPERM -> {
        takeOut(held);
        from.renounceSplice();
        from.readOn();
      }
      default -> to.onWriteFailed();
    }
    return false;
  }

  /** What is in the pipe goes on by being copied. */
  private void takeOut(Pipe held) {
    while (held.bytes() > 0) {
      int chunk = from.streams().takeChunk();
      int count = pool.read(held, from.streams().chunks().address(chunk), held.bytes());
      ByteBuf bytes = count > 0 ? from.streams().copyOf(chunk, 0, count) : null;
      from.streams().chunks().giveBack(chunk);
      if (bytes == null) {
        from.relay.close(CloseReason.OUT_OF_RESOURCES);
        return;
      }
      to.write(bytes);
    }
    to.flush();
  }
}
