package io.sluice.core.net.stream;

import io.sluice.core.net.ExpectedArrivals;

/** A listening socket by its descriptor, whose clients are accepted by one event loop. */
public abstract sealed class ListeningPort permits EpollListeningPort, UringListeningPort {
  /*
   * The kernel tells in each turn that somebody waits. One client a turn would make a turn for each
   * of a crowd, and too many at once let those that are served already wait.
   */
  private static final int MOST_AT_ONCE = 4;

  /** Takes clients. */
  @FunctionalInterface
  public interface Acceptor {
    /** Takes one client: whether there was one. */
    boolean accept();
  }

  private final Streams streams;
  private final Acceptor acceptor;
  private final ExpectedArrivals expected = new ExpectedArrivals(MOST_AT_ONCE);
  private boolean isAccepting;

  ListeningPort(Streams streams, Acceptor acceptor) {
    this.streams = streams;
    this.acceptor = acceptor;
  }

  /** Takes clients, or does not for the time being. */
  public final void setAccepting(boolean wanted) {
    if (isAccepting != wanted) {
      isAccepting = wanted;
      update();
    }
  }

  /** Does what has changed about {@link #isAccepting}. */
  abstract void update();

  /**
   * Takes no more; before the descriptor is closed.
   *
   * @param onStopped is run once the kernel has let go of the socket but for its descriptor
   */
  public abstract void stop(Runnable onStopped);

  final boolean isAccepting() {
    return isAccepting;
  }

  /** Some wait. */
  final void acceptClients() {
    int wanted = expected.count();
    int accepted = 0;
    while (accepted < wanted && isAccepting && acceptor.accept()) {
      accepted++;
    }
    expected.onArrived(accepted, streams.turn());
  }
}
