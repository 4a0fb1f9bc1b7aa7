package io.sluice.core.net;

import io.netty.util.concurrent.Future;

/**
 * One UDP socket on its event loop: bound to a VIP and port for clients, or connected to an
 * endpoint. That event loop only.
 */
public sealed interface DatagramPort permits LinuxPort, NioPort {
  /** Whoever reads a port; called on its event loop. */
  interface Reader {
    /** Something has come, or the network has reported an error: receive now. */
    void onReadable();
  }

  /** Answer of {@link #receive}: the network says that the connected endpoint cannot be reached. */
  int UNREACHABLE = -1;

  /** Begins to read, once; what has come before waits in the kernel. */
  void start();

  /**
   * Adds what has come to a batch, as far as there is room, and what is known of its addresses. The
   * number of messages added, 0 if nothing has come, or {@link #UNREACHABLE}.
   */
  int receive(DatagramBatch into);

  /**
   * Sends messages of a batch in order: a connected port to its endpoint, another one to the
   * messages' client addresses from their local addresses. Never waits: what the kernel has no room
   * for is discarded.
   *
   * @param messages numbers of the messages
   * @param count how many of them, from the first
   * @param outcome what became of them, added to what it holds
   */
  void send(DatagramBatch from, int[] messages, int count, SendOutcome outcome);

  /** The same for one datagram of a message that has several. */
  void sendOne(DatagramBatch from, int message, int datagram, SendOutcome outcome);

  /**
   * Datagrams that the kernel has discarded since the last call because nobody received them in
   * time. Known only as of a datagram that was received after them, and not on every transport.
   */
  int takeLost();

  /** Closes the socket; done when the kernel has let go of its address. */
  Future<?> release();
}
