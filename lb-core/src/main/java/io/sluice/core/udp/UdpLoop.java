package io.sluice.core.udp;

import io.netty.channel.EventLoop;
import io.netty.channel.IoEventLoop;
import io.sluice.core.net.ChannelTransport;
import org.jspecify.annotations.Nullable;

/** One event loop with the UDP sessions of its listeners. */
public final class UdpLoop {
  private final int index;
  private final IoEventLoop eventLoop;
  private final ChannelTransport transport;
  private final SessionBudget budget;
  private final OwnListeners ownListeners;

  // This event loop only. Null while it has had no UDP listener: a process without any has neither
  // the memory nor the work.
  private @Nullable UdpSessions sessions;

  /**
   * A loop without sessions.
   *
   * @param index from 0; this loop's cell in every counter
   */
  public UdpLoop(
      int index,
      IoEventLoop eventLoop,
      ChannelTransport transport,
      SessionBudget budget,
      OwnListeners ownListeners) {
    this.index = index;
    this.eventLoop = eventLoop;
    this.transport = transport;
    this.budget = budget;
    this.ownListeners = ownListeners;
  }

  /** The event loop. */
  public EventLoop eventLoop() {
    return eventLoop;
  }

  /** Ends every session and frees the memory; on this loop, all of its listeners closed before. */
  public void close() {
    if (sessions != null) {
      sessions.close();
      sessions = null;
    }
  }

  UdpSessions sessions() {
    assert eventLoop.inEventLoop() : "sessions belong to their loop";
    UdpSessions known = sessions;
    if (known == null) {
      known = new UdpSessions(index, eventLoop, transport, budget, ownListeners);
      sessions = known;
    }
    return known;
  }
}
