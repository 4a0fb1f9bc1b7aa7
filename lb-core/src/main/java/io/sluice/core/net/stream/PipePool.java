package io.sluice.core.net.stream;

import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.linux.Pipes;
import io.sluice.core.net.linux.StreamSockets;
import org.jspecify.annotations.Nullable;

/**
 * The pipes of one event loop: made when they are needed, lent to directions that carry a stream,
 * and kept for the next. Only an empty pipe is ever lent.
 */
public final class PipePool {
  /*
   * Large enough to take what a socket has at once; what an unprivileged user may have of this size
   * before the kernel gives only a page or two (fs.pipe-user-pages-soft, 16384 pages by default) is
   * 256 of them. A small pipe costs more calls than it saves, so it is given up, and for a while no
   * other is asked for.
   */
  static final int CAPACITY = 256 * 1024;
  static final int LEAST_CAPACITY = 64 * 1024;

  /** Kept for the next; more than that are closed. */
  private static final int MOST_KEPT = 16;

  private static final long PAUSE_NANOS = 1_000_000_000L;

  private final Pipes pipes;
  private final PipeCounters counters;
  private final int most;
  private final Pipe[] kept = new Pipe[MOST_KEPT];
  private int keptCount;
  private int open;
  private boolean isRefused;
  private long refusedNanos;

  PipePool(StreamSockets sockets, PipeCounters counters, int most) {
    this.pipes = new Pipes(sockets);
    this.counters = counters;
    this.most = most;
  }

  /** An empty pipe, or null: then bytes are to be copied. */
  public @Nullable Pipe take() {
    if (keptCount > 0) {
      return kept[--keptCount];
    }
    if (open >= most || isPausing()) {
      return null;
    }
    return make();
  }

  private boolean isPausing() {
    if (isRefused && System.nanoTime() - refusedNanos >= PAUSE_NANOS) {
      isRefused = false;
    }
    return isRefused;
  }

  private @Nullable Pipe make() {
    if (pipes.open() < 0) {
      return refused();
    }
    int capacity = pipes.resize(pipes.input(), CAPACITY);
    Pipe pipe = new Pipe(pipes.output(), pipes.input(), capacity);
    open++;
    counters.onMade(capacity);
    if (capacity < LEAST_CAPACITY) {
      discard(pipe);
      return refused();
    }
    counters.onOpened();
    return pipe;
  }

  private @Nullable Pipe refused() {
    counters.onRefused();
    isRefused = true;
    refusedNanos = System.nanoTime();
    return null;
  }

  /** Takes a pipe back that is not needed any more; one with bytes in it is not lent again. */
  public void giveBack(Pipe pipe) {
    // Its bytes belong to a connection that is over: nobody else may ever see them.
    if (pipe.bytes() > 0 || keptCount == MOST_KEPT) {
      counters.onClosed();
      discard(pipe);
    } else {
      kept[keptCount++] = pipe;
    }
  }

  private void discard(Pipe pipe) {
    pipes.close(pipe.input);
    pipes.close(pipe.output);
    open--;
  }

  /**
   * Moves bytes of a socket into a pipe: how many, 0 at the end of the stream, or the negative
   * {@link Errno}; see {@link Pipes#splice}.
   */
  public int fill(Pipe pipe, int socket, int most) {
    int moved = pipes.splice(socket, pipe.input, Math.min(most, pipe.capacity));
    if (moved > 0) {
      pipe.add(moved);
    }
    return moved;
  }

  /** Moves what is in a pipe into a socket: how many bytes, or the negative {@link Errno}. */
  public int drain(Pipe pipe, int socket) {
    int moved = pipes.splice(pipe.output, socket, pipe.bytes());
    if (moved > 0) {
      pipe.add(-moved);
    }
    return moved;
  }

  /** Takes bytes of a pipe into memory: how many, or the negative {@link Errno}. */
  public int read(Pipe pipe, long to, int most) {
    int moved = pipes.read(pipe.output, to, Math.min(most, pipe.bytes()));
    if (moved > 0) {
      pipe.add(-moved);
    }
    return moved;
  }

  void close() {
    while (keptCount > 0) {
      counters.onClosed();
      discard(kept[--keptCount]);
    }
  }
}
