package io.sluice.core.udp;

import io.netty.channel.IoEventLoop;
import io.netty.channel.IoRegistration;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpCounters;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.service.ServiceEntry;
import java.util.ArrayDeque;

/** Everything that the UDP sessions of one event loop share. That event loop only. */
final class UdpSessions implements SessionOwner<EndpointSession> {
  /** Places of the table that are looked at in one turn while a listener's sessions are ended. */
  private static final int PLACES_A_TURN = 1024;

  private final int loop;
  private final IoEventLoop eventLoop;
  private final Datagrams datagrams;
  private final FlowTable<EndpointSession> table;
  private final Requests requests;
  private final Responses responses;
  private final Expiry expiry;
  private final IoRegistration turnEnds;

  // Numbers of closed listeners that still have sessions; the first is being worked on.
  private final ArrayDeque<Integer> closing = new ArrayDeque<>();
  private int closingPlace;
  private int listeners;
  private long views;

  UdpSessions(
      int loop,
      IoEventLoop eventLoop,
      ChannelTransport transport,
      SessionBudget budget,
      OwnListeners ownListeners) {
    this.loop = loop;
    this.eventLoop = eventLoop;
    this.datagrams = Datagrams.on(eventLoop, transport);
    this.responses = new Responses(loop, datagrams);
    this.table =
        new FlowTable<>(
            this, budget, FlowHash.withRandomSecret(), FlowTable.LARGEST, System.nanoTime());
    this.requests = new Requests(loop, datagrams, table, ownListeners);
    this.expiry = new Expiry(eventLoop, table);
    responses.joinWith(table);
    turnEnds = eventLoop.register(responses).getNow();
  }

  Datagrams datagrams() {
    return datagrams;
  }

  int nextListenerNumber() {
    return listeners++;
  }

  /** How the table sees a service port from now on. */
  ServiceView show(ServiceEntry entry, ServiceView.Admission admission) {
    return new ServiceView(entry, admission, ++views, loop);
  }

  /** Something has come to a listener. */
  void receive(UdpListeningSocket from) {
    requests.receive(from);
    expiry.update();
  }

  /** Something has come from a session's endpoint. */
  void receive(EndpointSession session) {
    responses.receive(session);
    expiry.update();
  }

  /** Ends the sessions of a closed listener, a part of them now and the rest in later turns. */
  void endSessionsOf(UdpListeningSocket closed) {
    closing.add(closed.number());
    if (closing.size() == 1) {
      endSome();
    }
  }

  private void endSome() {
    if (closing.isEmpty()) {
      return;
    }
    closingPlace = table.closeListener(closing.getFirst(), closingPlace, PLACES_A_TURN);
    if (closingPlace == FlowTable.ALL_CLOSED) {
      closing.removeFirst();
      closingPlace = 0;
    }
    if (!closing.isEmpty()) {
      eventLoop.execute(this::endSome);
    }
  }

  /** Ends what is left of sessions and frees the memory. Every listener is closed before. */
  void close() {
    closing.forEach(listener -> table.closeListener(listener, 0, FlowTable.LARGEST));
    closing.clear();
    assert table.size() == 0 : "sessions without a listener";
    expiry.disarm();
    turnEnds.cancel();
    datagrams.close();
  }

  @Override
  public EndpointSession create() {
    return new EndpointSession(this);
  }

  @Override
  public void onEnded(EndpointSession session, SessionEnd reason) {
    requests.sendLast(session);
    DatagramPort port = session.port;
    session.port = null;
    if (port != null) {
      port.release();
    }
    session.endpoint().onConnectionEnded(loop);
    ServiceView.Stay stay = session.stay;
    session.stay = null;
    if (stay != null) {
      stay.end();
    }
    UdpCounters counters = session.counters;
    if (counters != null) {
      counters.onEnded(loop, reason);
    }
  }
}
