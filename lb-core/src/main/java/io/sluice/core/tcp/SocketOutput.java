package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.stream.Chunks;
import io.sluice.core.net.stream.StreamPort;
import io.sluice.core.net.stream.Streams;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** What is on its way to a socket: at most a chunk of relayed bytes, behind what came before it. */
final class SocketOutput implements Streams.Task {
  private final SocketHalf half;
  private final Streams streams;

  // Relayed bytes, read into a chunk of the event loop's.
  private int chunk = Chunks.NONE;
  private int offset;
  private int left;

  // What did not come from a read of this turn: headers, early bytes, and what has to wait while
  // chunks are scarce. In front of the chunk.
  private @Nullable ArrayDeque<ByteBuf> queue;

  private boolean hasRoom;
  private boolean isWaitingForTurnEnd;
  private boolean isSending;
  private boolean isClosing;

  SocketOutput(SocketHalf half, Streams streams, boolean hasRoom) {
    this.half = half;
    this.streams = streams;
    this.hasRoom = hasRoom;
  }

  /** Nothing is on its way. */
  boolean isEmpty() {
    return left == 0 && queue == null;
  }

  /** Bytes that are on their way. */
  long bytes() {
    long bytes = left;
    if (queue != null) {
      for (ByteBuf queued : queue) {
        bytes += queued.readableBytes();
      }
    }
    return bytes;
  }

  /** The socket has room; true when it had none before. */
  boolean onRoom() {
    boolean isNew = !hasRoom;
    hasRoom = true;
    return isNew;
  }

  /** The socket has none. */
  void onFull() {
    hasRoom = false;
    half.awaitRoom();
  }

  /** Takes a chunk with bytes, which go out at the end of the turn; only while this is empty. */
  void put(int filled, int count) {
    assert isEmpty() : "a direction has one chunk at a time";
    chunk = filled;
    offset = 0;
    left = count;
    if (!isWaitingForTurnEnd) {
      isWaitingForTurnEnd = true;
      streams.writeAtTurnEnd(this);
    }
  }

  /** Takes bytes that go out with the next flush; takes ownership. */
  void add(ByteBuf bytes) {
    assert left == 0 : "relayed bytes come last";
    if (!bytes.isReadable()) {
      bytes.release();
      return;
    }
    if (queue == null) {
      queue = new ArrayDeque<>(4);
    }
    queue.add(bytes);
  }

  /** The turn is over. */
  @Override
  public void onTurn() {
    isWaitingForTurnEnd = false;
    flush();
  }

  @Override
  public void onFailure(Throwable cause) {
    half.onFailure(cause);
  }

  /** Sends what the socket takes. */
  void flush() {
    if (!hasRoom || isEmpty() || isSending || !half.isOpen()) {
      return;
    }
    int result = sendQueue();
    if (result == StreamPort.PENDING) {
      return;
    }
    if (result >= 0 && left > 0) {
      result = half.openPort().send(streams.chunks().address(chunk) + offset, left);
      if (result == StreamPort.PENDING) {
        isSending = true;
        return;
      }
      onChunkSent(result);
    }
    onFlushed(result);
  }

  /** What was pending has come to its result. */
  void onSent(int result) {
    isSending = false;
    if (!half.isOpen()) {
      close();
      return;
    }
    onChunkSent(result);
    onFlushed(result);
  }

  private void onFlushed(int result) {
    if (result < 0 && result != -Errno.EAGAIN) {
      close();
      half.relay.onReset(half);
    } else if (!isEmpty()) {
      onFull();
      makeRoom();
    } else if (isClosing) {
      half.close();
    } else {
      half.onWritten();
    }
  }

  private void onChunkSent(int sent) {
    if (sent > 0) {
      offset += sent;
      left -= sent;
      if (left == 0) {
        giveBack();
      }
    }
  }

  private int sendQueue() {
    while (queue != null) {
      int lent = streams.takeChunk();
      if (lent == Chunks.NONE) {
        streams.readNextTurn(this);
        return StreamPort.PENDING;
      }
      // Taking it may have written for others: this relay may be over by that.
      if (queue == null) {
        streams.chunks().giveBack(lent);
        return StreamPort.PENDING;
      }
      ByteBuf first = queue.element();
      int count = Math.min(first.readableBytes(), Chunks.BYTES);
      first.getBytes(first.readerIndex(), streams.chunks().view(lent, 0, count));
      int sent = half.sockets().send(half.descriptor(), streams.chunks().address(lent), count);
      streams.chunks().giveBack(lent);
      if (sent < 0) {
        return sent;
      }
      first.skipBytes(sent);
      if (!first.isReadable()) {
        queue.remove().release();
        queue = queue.isEmpty() ? null : queue;
      } else if (sent < count) {
        return -Errno.EAGAIN;
      }
    }
    return 0;
  }

  /** Others need chunks too: what has to wait then does so in memory that is just as large. */
  private void makeRoom() {
    if (left > 0 && !streams.chunks().maySpare()) {
      ByteBuf rest = streams.copyOf(chunk, offset, left);
      giveBack();
      if (rest == null) {
        half.relay.close(CloseReason.OUT_OF_RESOURCES);
      } else {
        add(rest);
      }
    }
  }

  private void giveBack() {
    streams.chunks().giveBack(chunk);
    chunk = Chunks.NONE;
    left = 0;
  }

  /** Closes the half once everything is out. */
  void closeWhenEmpty() {
    isClosing = true;
  }

  /** Forgets what is on its way. */
  void close() {
    // What the kernel is still reading from is nobody else's yet.
    if (left > 0 && !isSending) {
      giveBack();
    }
    if (queue != null) {
      queue.forEach(ByteBuf::release);
      queue = null;
    }
  }
}
