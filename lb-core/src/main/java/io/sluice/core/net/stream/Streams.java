package io.sluice.core.net.stream;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.IoEventLoop;
import io.netty.channel.IoHandle;
import io.netty.channel.IoRegistration;
import io.netty.util.concurrent.Future;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.TurnEnd;
import io.sluice.core.net.linux.StreamSockets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The stream sockets of one event loop, by their descriptors, and what they share: memory, pipes,
 * and the order of work in a turn. Created, used and closed on that event loop.
 */
public final class Streams implements TurnEnd, AutoCloseable {
  /*
   * Everything that is ready in a turn is read before anything is written. A write on a fast
   * network wakes its receiver, who answers while others are still to be read, and so both come to
   * wake each other for every single message; gathered, the neighbours are woken less often, and
   * find more to do when they are.
   */

  /** Work of a turn. */
  public interface Task {
    /** It is time for it. */
    void onTurn();

    /** It has thrown what nobody expected; the event loop and everybody else go on. */
    void onFailure(Throwable cause);
  }

  private final IoEventLoop eventLoop;
  private final ChannelTransport transport;
  private final StreamSockets sockets = new StreamSockets();
  private final Chunks chunks = new Chunks(sockets);
  private final PipePool pipes;
  private final ArrayDeque<Task> writes = new ArrayDeque<>(128);
  private final ArrayDeque<Task> reads = new ArrayDeque<>(128);
  private final IoRegistration turns;
  private long turn;

  /**
   * Those of an epoll or io_uring loop, on which this is called.
   *
   * @param mostPipes that may be open at once
   */
  public Streams(
      IoEventLoop eventLoop, ChannelTransport transport, PipeCounters counters, int mostPipes) {
    assert eventLoop.inEventLoop() : "streams belong to their loop";
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.pipes = new PipePool(sockets, counters, mostPipes);
    this.turns = register(this);
  }

  /** The calls. */
  public StreamSockets sockets() {
    return sockets;
  }

  /** The memory. */
  public Chunks chunks() {
    return chunks;
  }

  /** The pipes. */
  public PipePool pipes() {
    return pipes;
  }

  /** A port for an open descriptor, which it takes charge of; not yet started. */
  public StreamPort port(int descriptor, StreamPort.Observer observer) {
    return transport == ChannelTransport.IO_URING
        ? new UringStreamPort(this, descriptor, observer)
        : new EpollStreamPort(this, descriptor, observer);
  }

  /** A port for a listening descriptor that somebody else closes; accepts nothing yet. */
  public ListeningPort listeningPort(int descriptor, ListeningPort.Acceptor acceptor) {
    return transport == ChannelTransport.IO_URING
        ? new UringListeningPort(this, descriptor, acceptor)
        : new EpollListeningPort(this, descriptor, acceptor);
  }

  /** A chunk to be given back soon, or {@link Chunks#NONE}: then there are some next turn. */
  public int takeChunk() {
    int chunk = chunks.take();
    if (chunk == Chunks.NONE) {
      // Those that wait for the end of the turn hold them; those that wait for room never all.
      writeAll();
      chunk = chunks.take();
    }
    return chunk;
  }

  /** A copy of what is in a part of a chunk, or null when there is no memory for it. */
  public @Nullable ByteBuf copyOf(int chunk, int offset, int bytes) {
    try {
      return ByteBufAllocator.DEFAULT
          .directBuffer(bytes)
          .writeBytes(chunks.view(chunk, offset, bytes));
    } catch (OutOfMemoryError e) {
      return null;
    }
  }

  /** Writes at the end of this turn, when everything that is ready has been read. */
  public void writeAtTurnEnd(Task write) {
    writes.add(write);
  }

  /** Reads on in the next turn, which comes at once: others get their chance before. */
  public void readNextTurn(Task read) {
    reads.add(read);
  }

  /** Number of this look at the kernel. */
  long turn() {
    return turn;
  }

  @Override
  public void onTurnBegin() {
    turn++;
  }

  @Override
  public void onTurnEnd() {
    for (int left = reads.size(); left > 0; left--) {
      run(reads.poll());
    }
    writeAll();
  }

  private void writeAll() {
    for (Task write = writes.poll(); write != null; write = writes.poll()) {
      run(write);
    }
  }

  private static void run(Task task) {
    try {
      task.onTurn();
    } catch (RuntimeException | AssertionError | OutOfMemoryError e) {
      task.onFailure(e);
    }
  }

  @Override
  public boolean isInHurry() {
    return !reads.isEmpty() || !writes.isEmpty();
  }

  /** Frees memory and pipes; every port is closed before. */
  @Override
  public void close() {
    assert chunks.areAllBack() : "a chunk was not given back";
    turns.cancel();
    pipes.close();
    sockets.close();
  }

  IoRegistration register(IoHandle handle) {
    // On its own loop a registration is complete at once.
    Future<IoRegistration> registered = eventLoop.register(handle);
    IoRegistration registration = registered.getNow();
    if (registration == null) {
      throw new UncheckedIOException(new IOException("not watched", registered.cause()));
    }
    return registration;
  }
}
