package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.stream.Chunks;
import io.sluice.core.net.stream.Pipe;
import io.sluice.core.net.stream.PipePool;
import io.sluice.core.net.stream.Streams;
import org.jspecify.annotations.Nullable;

/** A direction of a relay whose bytes go from socket to socket through a pipe. */
final class SplicedDirection implements Streams.Task {
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
    this.detector = from.input().detector();
    this.pipe = pipe;
  }

  /** From now on bytes are spliced; null where there is no pipe for it. */
  static @Nullable SplicedDirection begin(SocketHalf from, SocketHalf to) {
    if (from.isUnix() || to.isUnix()) {
      // What has found a unix socket full is told late of its room, or not at all: seconds a
      // megabyte instead of none (Linux 6.18), for bytes that are copied in the kernel anyway.
      from.input().renounceSplice();
      return null;
    }
    Pipe pipe = from.streams().pipes().take();
    if (pipe == null) {
      from.input().detector().beginWithoutPipe();
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
      from.input().leaveSplice();
      detector.beginWithoutPipe();
      from.input().readOn();
      return;
    }
    int budget = TURN_BYTES;
    while (drain(held) && from.isReading) {
      if (detector.hasEnded()) {
        from.input().leaveSplice();
        from.input().readOn();
        return;
      }
      if (budget <= 0) {
        from.input().readOn();
        return;
      }
      int moved = pool.fill(held, from.descriptor(), from.input().mostSpliced());
      if (moved <= 0) {
        onNothing(moved);
        return;
      }
      budget -= moved;
      from.input().onSpliced(moved);
    }
    if (pipe != null && pipe.bytes() == 0 && !from.isReading) {
      close();
    }
  }

  private void onNothing(int result) {
    switch (-result) {
      case Errno.EINVAL, Errno.ENOMEM, Errno.ENOSYS, Errno.EPERM -> {
        // Not between these sockets, or not on this machine.
        from.input().renounceSplice();
        from.input().readOn();
      }
      case Errno.EAGAIN, 0 -> {
        if (from.sockets().isAtMark(from.descriptor())) {
          // It never gets past urgent data, and takes it for the end where the FIN is there too.
          from.input().renounceSplice();
          from.input().readOn();
        } else {
          close();
          from.input().onNothing(result);
        }
      }
      default -> from.input().onNothing(result);
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
        onRefused(held, moved);
        return false;
      }
      // Also after an answer that the time was not right, though it was: no event would tell.
      to.output().onRoom();
    }
    return true;
  }

  private void onRefused(Pipe held, int result) {
    switch (-result) {
      case Errno.EINVAL, Errno.ENOMEM, Errno.ENOSYS, Errno.EPERM -> takeOut(held);
      default -> to.relay.onReset(to);
    }
  }

  /** What is in the pipe goes on by being copied, and so does everything after it. */
  private void takeOut(Pipe held) {
    Streams streams = from.streams();
    int chunk = streams.takeChunk();
    if (chunk == Chunks.NONE) {
      streams.readNextTurn(this);
      return;
    }
    // Taking it may have written for others, and so have ended this relay.
    if (pipe == held) {
      copyOut(held, chunk);
    }
    streams.chunks().giveBack(chunk);
    // First, as what follows may go on reading, and must not find the pipe.
    from.input().renounceSplice();
    to.output().onRoom();
    to.flush();
    from.input().readOn();
  }

  private void copyOut(Pipe held, int chunk) {
    Streams streams = from.streams();
    while (held.bytes() > 0) {
      int count = pool.read(held, streams.chunks().address(chunk), Chunks.BYTES);
      ByteBuf bytes = count > 0 ? streams.copyOf(chunk, 0, count) : null;
      if (bytes == null) {
        from.relay.close(CloseReason.OUT_OF_RESOURCES);
        return;
      }
      to.write(bytes);
    }
  }

  /** A chunk may be there now for what is in the pipe. */
  @Override
  public void onTurn() {
    if (hasBytes()) {
      move();
    }
  }

  @Override
  public void onFailure(Throwable cause) {
    from.onFailure(cause);
  }
}
