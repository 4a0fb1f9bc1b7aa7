package io.sluice.core.tcp;

import io.sluice.config.model.ZeroCopy;
import io.sluice.core.metrics.PathReason;

/**
 * Finds out whether a direction carries a stream, for which splice(2) is worth its pipe and its
 * calls, or messages, for which it is not.
 */
final class StreamDetector {
  /*
   * A splice costs two calls and a pipe, as a copy costs two calls and the copying: below some 16
   * KiB at once it saves nothing. So a direction counts as a stream once reads of that size have
   * brought STREAM_BYTES, of which each smaller read takes half back: a stream has such too, behind
   * a read that has emptied the socket. It is one no longer once the pipe has moved little several
   * times in a row.
   */
  private static final int LARGE_READ = 16 * 1024;
  private static final int STREAM_BYTES = 256 * 1024;
  private static final int SMALL_MOVE = 8 * 1024;
  private static final int MOST_SMALL_MOVES = 8;

  private final ZeroCopy zeroCopy;
  private boolean isRenounced;
  private boolean hadNoPipe;
  private int streamed;
  private int smallMoves;

  StreamDetector(ZeroCopy zeroCopy) {
    this.zeroCopy = zeroCopy;
  }

  /** Begins anew. */
  void begin() {
    streamed = 0;
    smallMoves = 0;
    hadNoPipe = false;
  }

  /** It is one, but there is no pipe: begins anew. */
  void beginWithoutPipe() {
    begin();
    hadNoPipe = true;
  }

  /** Never is one from now on. */
  void renounce() {
    isRenounced = true;
  }

  /** So many bytes were read and copied. */
  void onRead(int bytes) {
    if (bytes >= LARGE_READ) {
      streamed = Math.min(STREAM_BYTES, streamed + bytes);
    } else {
      streamed /= 2;
      hadNoPipe = hadNoPipe && zeroCopy == ZeroCopy.ALWAYS;
    }
  }

  /** So many bytes were moved into a pipe. */
  void onMoved(int bytes) {
    smallMoves = bytes < SMALL_MOVE ? smallMoves + 1 : 0;
  }

  /** Whether it is one, after bytes were copied. */
  boolean isStream() {
    return switch (zeroCopy) {
      case OFF -> false;
      case AUTO -> streamed >= STREAM_BYTES && !isRenounced;
      case ALWAYS -> !isRenounced;
    };
  }

  /** Whether it is one no more, after bytes were spliced. */
  boolean hasEnded() {
    return isRenounced
        || switch (zeroCopy) {
          case OFF -> true;
          case AUTO -> smallMoves >= MOST_SMALL_MOVES;
          case ALWAYS -> false;
        };
  }

  /** Why bytes are copied, while they are. */
  PathReason reasonToCopy() {
    if (isRenounced) {
      return PathReason.NOT_SUPPORTED;
    }
    if (hadNoPipe) {
      return PathReason.NO_PIPE;
    }
    return switch (zeroCopy) {
      case OFF -> PathReason.ZERO_COPY_OFF;
      case AUTO -> PathReason.MESSAGES;
      case ALWAYS -> PathReason.UNDECIDED;
    };
  }

  /** Why bytes are spliced, while they are. */
  PathReason reasonToSplice() {
    return zeroCopy == ZeroCopy.ALWAYS ? PathReason.ZERO_COPY_ALWAYS : PathReason.STREAM;
  }
}
