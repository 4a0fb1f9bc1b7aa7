package io.sluice.core.net.stream;

/**
 * A listening socket by its descriptor, told by its event loop of clients that wait, again and
 * again as long as some do. That event loop only.
 */
public abstract sealed class ListeningPort permits EpollListeningPort, UringListeningPort {
  private final Runnable onClients;
  private boolean isAccepting;

  ListeningPort(Runnable onClients) {
    this.onClients = onClients;
  }

  /** Tells of clients, or does not for the time being. */
  public final void setAccepting(boolean wanted) {
    if (isAccepting != wanted) {
      isAccepting = wanted;
      update();
    }
  }

  /** Does what has changed about {@link #isAccepting}. */
  abstract void update();

  /**
   * Tells no more; before the descriptor is closed.
   *
   * @param onStopped is run once the kernel has let go of the socket but for its descriptor
   */
  public abstract void stop(Runnable onStopped);

  final boolean isAccepting() {
    return isAccepting;
  }

  final void tell() {
    if (isAccepting) {
      onClients.run();
    }
  }
}
