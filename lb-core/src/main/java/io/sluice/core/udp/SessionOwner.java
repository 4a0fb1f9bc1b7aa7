package io.sluice.core.udp;

import io.sluice.core.metrics.SessionEnd;

/**
 * The side of the sockets: makes the session objects and hears of their ends. Called on the event
 * loop of the table, from inside its methods; must not call the table.
 *
 * @param <S> the session with its socket
 */
public interface SessionOwner<S extends UdpSession> {
  /** An object for a place in the table; asked once a place, the object is used again and again. */
  S create();

  /**
   * The session has ended: told exactly once for each session. Flow, endpoint and counts can still
   * be read; the socket is to be closed now.
   */
  void onEnded(S session, SessionEnd reason);
}
