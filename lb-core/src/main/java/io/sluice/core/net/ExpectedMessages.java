package io.sluice.core.net;

/** How many messages a socket is asked for at a time. One event loop. */
final class ExpectedMessages {
  /*
   * A call that asks for more messages than there are makes the kernel look in vain after the last
   * one, which costs a tenth of what a datagram costs altogether; one that asks for too few costs
   * another turn of the event loop, in which the socket is reported again. So a socket that has had
   * one message now and then is asked for one. If all that was asked for was there in two turns
   * without one between them, or more than once in a turn, the next call asks for twice as many.
   * Where no more than half of it comes the count goes down by one: bursts come in series.
   */
  private int count = 1;
  private int lastTurn;

  /** How many to ask for, from 1 to the room of a batch. */
  int count() {
    return count;
  }

  /** So many came in that turn, when {@link #count} were asked for, or what there was room for. */
  void onReceived(int received, int turn) {
    if (received >= count) {
      if (turn - lastTurn <= 1) {
        count = Math.min(2 * count, DatagramBatch.CAPACITY);
      }
    } else if (2 * received <= count) {
      count--;
    }
    lastTurn = turn;
  }

  /** Everything that has come is to be received next: the socket may be closed after it. */
  void onError() {
    count = DatagramBatch.CAPACITY;
  }
}
