package io.sluice.core.net;

/** What became of the datagrams of one or more calls to send. One event loop. */
public final class SendOutcome {
  private static final int NONE = -1;

  private int datagrams;
  private long bytes;
  private int unbuffered;
  private int unsendable;
  private int unreachableFrom = NONE;

  /** Nothing was sent. */
  public SendOutcome() {}

  /** Nothing was sent yet. */
  public SendOutcome clear() {
    datagrams = 0;
    bytes = 0;
    unbuffered = 0;
    unsendable = 0;
    unreachableFrom = NONE;
    return this;
  }

  /** Datagrams that the kernel has taken. */
  public int datagrams() {
    return datagrams;
  }

  /** Their bytes. */
  public long bytes() {
    return bytes;
  }

  /** Datagrams discarded because the kernel had no room. */
  public int unbuffered() {
    return unbuffered;
  }

  /** Datagrams discarded because the kernel refused them: too large, no route, a packet filter. */
  public int unsendable() {
    return unsendable;
  }

  /** Whether the network says that the connected endpoint cannot be reached. */
  public boolean isUnreachable() {
    return unreachableFrom != NONE;
  }

  /** Place in the list of the first message that was not sent because of that. */
  public int unreachableFrom() {
    return unreachableFrom;
  }

  void onSent(int count, long length) {
    datagrams += count;
    bytes += length;
  }

  void onUnbuffered(int count) {
    unbuffered += count;
  }

  void onUnsendable(int count) {
    unsendable += count;
  }

  void onUnreachable(int place) {
    unreachableFrom = place;
  }
}
