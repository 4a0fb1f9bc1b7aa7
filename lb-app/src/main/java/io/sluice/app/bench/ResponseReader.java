package io.sluice.app.bench;

import java.nio.ByteBuffer;

/** Recognizes where a response ends. One connection's, on its event loop. */
sealed interface ResponseReader permits CountedResponse, HttpResponse {
  /** What the bytes of a response have come to. */
  enum State {
    /** There is more to come. */
    PART,
    /** It is whole. */
    WHOLE,
    /** It is whole, and the other side closes the connection. */
    LAST,
    /** It is not what was asked for. */
    WRONG
  }

  /** A response is awaited now. */
  void begin();

  /** Takes so many bytes from the buffer's start. */
  State read(ByteBuffer bytes, int length);

  /** Payload bytes of the response so far. */
  long bytes();
}
