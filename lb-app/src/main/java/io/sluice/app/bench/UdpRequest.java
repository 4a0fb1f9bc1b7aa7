package io.sluice.app.bench;

/** Room for one datagram under way: every so many-th of its session. One event loop. */
final class UdpRequest implements Pacer.Slot {
  /** What a reply is to a request. */
  enum Reply {
    ANSWERED,
    /** It has been answered before. */
    DUPLICATE,
    /** It was given up. */
    LATE,
    /** Nothing like it was sent. */
    WRONG
  }

  private static final long NONE = -1;

  private final UdpSession session;
  private long sequence;
  private long dueNanos;
  private long sentNanos;
  private long lostSequence = NONE;
  private boolean isBusy;

  UdpRequest(UdpSession session, int slot) {
    this.session = session;
    sequence = (long) slot - session.inFlight();
  }

  @Override
  public void begin(long due) {
    isBusy = true;
    dueNanos = due;
    sentNanos = System.nanoTime();
    sequence += session.inFlight();
    session.send(this, sequence, sentNanos);
  }

  Reply onReply(long replied, long sentAt) {
    if (isBusy && replied == sequence) {
      if (sentAt != sentNanos) {
        return Reply.WRONG;
      }
      isBusy = false;
      return Reply.ANSWERED;
    }
    if (replied < 0 || replied > sequence) {
      return Reply.WRONG;
    }
    if (replied == lostSequence) {
      lostSequence = NONE;
      return Reply.LATE;
    }
    return Reply.DUPLICATE;
  }

  /** It is not under way any more. */
  void end() {
    isBusy = false;
  }

  void lose() {
    lostSequence = sequence;
    isBusy = false;
  }

  long dueNanos() {
    return dueNanos;
  }

  long sentNanos() {
    return sentNanos;
  }

  @Override
  public void abandon(long nowNanos) {
    session.lose(this);
  }

  @Override
  public boolean isBusy() {
    return isBusy;
  }
}
