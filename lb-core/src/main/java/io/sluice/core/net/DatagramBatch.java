package io.sluice.core.net;

import io.netty.buffer.ByteBuf;

/**
 * Datagrams that were received together, with room for {@link #CAPACITY} messages. A message is one
 * datagram, or a train of datagrams of one flow that the kernel has handed over as one: all of the
 * same size but for the last, which may be shorter. One event loop.
 */
public sealed interface DatagramBatch permits LinuxBatch, NioBatch {
  /** Messages that a batch has room for. */
  int CAPACITY = 32;

  /** Most bytes of a message that is added. */
  int LONGEST = 65_535;

  /** Messages in it. */
  int count();

  /** Bytes of a message, from 0 to 65 527. */
  int length(int message);

  /** Bytes of each datagram of a message but the last; the whole length if it is one datagram. */
  int segmentSize(int message);

  /** Where each message came from or goes to. */
  DatagramAddresses addresses();

  /**
   * The bytes of a message, from the reader to the writer index; the same object at each call. To
   * be used before the batch is cleared.
   */
  ByteBuf payload(int message);

  /** The message, one datagram, is without so many of its first bytes from now on. */
  void skip(int message, int bytes);

  /**
   * Adds a message to be sent to an endpoint; there must be room for it, and its parts together
   * have at most {@link #LONGEST} bytes. Moves none of their indexes.
   */
  void add(ByteBuf first, ByteBuf second);

  /** Forgets all messages. */
  void clear();

  /** Whether there is no room for another message. */
  default boolean isFull() {
    return count() == CAPACITY;
  }

  /** Datagrams of a message. */
  default int datagrams(int message) {
    int segment = segmentSize(message);
    return segment == 0 ? 1 : (length(message) + segment - 1) / segment;
  }
}
