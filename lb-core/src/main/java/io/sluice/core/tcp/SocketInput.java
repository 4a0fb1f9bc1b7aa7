package io.sluice.core.tcp;

import io.netty.buffer.ByteBuf;
import io.sluice.config.model.ZeroCopy;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.metrics.PathReason;
import io.sluice.core.net.DirectMemory;
import io.sluice.core.net.linux.Errno;
import io.sluice.core.net.stream.Chunks;
import io.sluice.core.net.stream.StreamPort;
import io.sluice.core.net.stream.Streams;
import org.jspecify.annotations.Nullable;

/** What comes from a socket, on its way to the other side's output: copied, or by a pipe. */
final class SocketInput implements Streams.Task {
  /** Read at once while memory is short: what the other side does not take has to be kept. */
  private static final int FRUGAL_BYTES = 2 * 1024;

  private final SocketHalf half;
  private final Streams streams;
  private final StreamDetector detector;

  // Kept from events until a read has found nothing.
  private boolean mayHave;
  private boolean isLast;
  private boolean hasMarks;

  private boolean isWaitingForTurn;
  private int most = Chunks.BYTES;

  // What is being received into, and how much it was asked for.
  private int chunk = Chunks.NONE;
  private int asked;
  private @Nullable SplicedDirection spliced;

  SocketInput(SocketHalf half, Streams streams, ZeroCopy zeroCopy) {
    this.half = half;
    this.streams = streams;
    this.detector = new StreamDetector(zeroCopy);
  }

  /** Reads at most so many bytes at once. */
  void readAtMost(int bytes) {
    most = Math.min(Chunks.BYTES, bytes);
  }

  /** Most bytes to be moved into a pipe at once. */
  int mostSpliced() {
    return most == Chunks.BYTES ? Integer.MAX_VALUE : most;
  }

  /** Whether there may be something to read. */
  boolean mayHave() {
    return mayHave;
  }

  /** Keeps what has been told in mind. */
  void note(int events) {
    mayHave |= (events & ~StreamPort.ROOM) != 0;
    isLast |= (events & StreamPort.INPUT_END) != 0;
    if ((events & StreamPort.URGENT) != 0) {
      // A read stops at the mark though there is more behind it; splice(2) never passes it.
      hasMarks = true;
      detector.renounce();
    }
  }

  /** The other side has taken everything: it is this side's turn to go on. */
  void goOn() {
    if (spliced != null && spliced.hasBytes()) {
      spliced.move();
    }
    if (half.peer().isWritable() && !half.isInputEnded()) {
      half.resumeReads();
      readOn();
    }
  }

  /** Goes on as if something had been told. */
  void tryAgain() {
    mayHave = true;
    goOn();
  }

  /** Reads on in the next turn if there may be something. */
  void readOn() {
    if (mayHave && half.isReading && !isWaitingForTurn) {
      isWaitingForTurn = true;
      streams.readNextTurn(this);
    }
  }

  @Override
  public void onTurn() {
    isWaitingForTurn = false;
    read();
  }

  @Override
  public void onFailure(Throwable cause) {
    half.onFailure(cause);
  }

  /** Reads if there may be something, it is wanted, and the other side has taken the last. */
  void read() {
    if (!mayHave || !half.isReading || half.isInputEnded() || !half.isOpen() || isReceiving()) {
      return;
    }
    if (half.relay.opening() != null) {
      receive();
    } else if (half.peerOrNull() != null && half.peer().isWritable()) {
      if (spliced == null && detector.isStream()) {
        spliced = SplicedDirection.begin(half, half.peer());
      }
      if (spliced == null) {
        receive();
      } else {
        spliced.move();
      }
    }
  }

  private boolean isReceiving() {
    return chunk != Chunks.NONE;
  }

  private void receive() {
    int taken = streams.takeChunk();
    if (taken == Chunks.NONE) {
      readOn();
      return;
    }
    if (!half.isOpen()) {
      // Taking it has written for others, and so ended this relay: the number may be another's.
      streams.chunks().giveBack(taken);
      return;
    }
    chunk = taken;
    asked = mayKeepMuch() ? most : Math.min(most, FRUGAL_BYTES);
    int count = half.openPort().receive(streams.chunks().address(taken), asked);
    if (count != StreamPort.PENDING) {
      onReceived(count, hasMarks);
    }
  }

  /** Chunks are scarce when many receivers are slow: then memory is what has to hold the rest. */
  private boolean mayKeepMuch() {
    return streams.chunks().maySpare() || !DirectMemory.isShort();
  }

  /**
   * What was asked for has come, or has not: bytes, 0 at the end, or the negative error number.
   *
   * @param hasMore whether there may be more though not all that was asked for has come
   */
  void onReceived(int count, boolean hasMore) {
    int filled = chunk;
    chunk = Chunks.NONE;
    Opening opening = half.relay.opening();
    if (!half.isOpen()) {
      streams.chunks().giveBack(filled);
    } else if (opening != null) {
      keepFor(opening, filled, count, hasMore);
    } else {
      forward(half.peer(), filled, count, hasMore);
    }
  }

  private void forward(SocketHalf to, int filled, int count, boolean hasMore) {
    if (count > 0) {
      half.onRead(count);
      noteFill(count, hasMore);
      to.output().put(filled, count);
      detector.onRead(count);
      half.onForwarded(count);
    } else {
      streams.chunks().giveBack(filled);
      onNothing(count);
    }
  }

  private void keepFor(Opening opening, int filled, int count, boolean hasMore) {
    ByteBuf bytes = count > 0 ? streams.copyOf(filled, 0, count) : null;
    streams.chunks().giveBack(filled);
    if (count <= 0) {
      onNothing(count);
    } else if (bytes == null) {
      half.relay.close(CloseReason.OUT_OF_RESOURCES);
    } else {
      half.onRead(count);
      noteFill(count, hasMore);
      opening.onBytes(bytes);
      readOn();
    }
  }

  /**
   * A read that could have taken more has emptied the socket: what comes later is told anew. Not so
   * one of a unix socket, which stops where descriptors were sent along (unix(7)).
   */
  private void noteFill(int count, boolean hasMore) {
    if (count < asked && !isLast && !hasMore && !half.isUnix()) {
      mayHave = false;
    }
  }

  /** A read has brought no bytes: 0 for the end, or the negative error number. */
  void onNothing(int result) {
    mayHave = false;
    if (result == -Errno.EAGAIN) {
      return;
    }
    half.endInput();
    leaveSplice();
    if (result == 0) {
      half.relay.onInputEnded(half);
    } else {
      half.relay.onReset(half);
    }
  }

  // Splicing.

  StreamDetector detector() {
    return detector;
  }

  boolean isSpliced() {
    return spliced != null;
  }

  /** Bytes that are in this process's pipe. */
  int bytesInPipe() {
    return spliced == null ? 0 : spliced.bytes();
  }

  /** Bytes were moved into a pipe. */
  void onSpliced(int count) {
    half.onRead(count);
    detector.onMoved(count);
    half.onForwarded(count);
  }

  /** Goes on by copying. */
  void leaveSplice() {
    if (spliced != null) {
      spliced.close();
      spliced = null;
      detector.begin();
    }
  }

  /** Never tries to splice again. */
  void renounceSplice() {
    detector.renounce();
    leaveSplice();
  }

  PathReason pathReason() {
    return spliced == null ? detector.reasonToCopy() : detector.reasonToSplice();
  }

  /** Gives the pipe up; a chunk that is being received into comes back by itself. */
  void close() {
    leaveSplice();
  }
}
