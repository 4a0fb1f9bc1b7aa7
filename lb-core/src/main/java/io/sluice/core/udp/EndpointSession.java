package io.sluice.core.udp;

import io.sluice.core.metrics.UdpCounters;
import io.sluice.core.net.DatagramPort;
import org.jspecify.annotations.Nullable;

/** A UDP session with its socket to the endpoint. Its event loop only. */
final class EndpointSession extends UdpSession implements DatagramPort.Reader {
  /** No message. */
  static final int NONE = -1;

  private final UdpSessions sessions;

  // Null between sessions.
  @Nullable DatagramPort port;

  // Of the latest session; null before the first.
  @Nullable UdpListeningSocket listening;
  @Nullable UdpCounters counters;
  ServiceView.@Nullable Stay stay;

  // Whether the endpoint has had the PROXY header of this session, or is not to have one.
  boolean isGreeted;

  // The messages of the current batch that wait to be sent to the endpoint: a list through
  // Requests.next.
  int firstPending = NONE;
  int lastPending = NONE;

  EndpointSession(UdpSessions sessions) {
    this.sessions = sessions;
  }

  @Override
  public void onReadable() {
    sessions.receive(this);
  }
}
