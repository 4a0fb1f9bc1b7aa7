package io.sluice.core.net;

/** How many messages or clients a socket is asked for at a time. One event loop. */
public final class ExpectedArrivals {
  /*
   * Asking for more than there are makes the kernel look in vain after the last one, which costs a
   * tenth of what a datagram costs altogether; asking for too few costs another turn of the event
   * loop, in which the socket is reported again. So a socket that has had one now and then is asked
   * for one. If all that was asked for was there, and something had come in the turn before or in
   * the same one as well, the next time twice as many are asked for. Where no more than half of it
   * comes the count goes down by one: bursts come in series.
   */
  private final int most;
  private int count = 1;
  private long lastTurn;

  /** Begins with one; never asks for more than so many. */
  public ExpectedArrivals(int most) {
    this.most = most;
  }

  /** How many to ask for, one at the least. */
  public int count() {
    return count;
  }

  /** So many came in that turn, when {@link #count} were asked for, or what there was room for. */
  public void onArrived(int arrived, long turn) {
    if (arrived >= count) {
      if (turn - lastTurn <= 1) {
        count = Math.min(2 * count, most);
      }
    } else if (2 * arrived <= count) {
      count = Math.max(1, count - 1);
    }
    lastTurn = turn;
  }

  /** Everything that has come is to be taken next: the socket may be closed after it. */
  void onError() {
    count = most;
  }
}
