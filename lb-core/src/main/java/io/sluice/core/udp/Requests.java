package io.sluice.core.udp;

import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpCounters;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.DatagramAddresses;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The way of datagrams from clients to endpoints. One event loop. */
final class Requests {
  /*
   * A batch is received, each of its messages is routed to a session and put into that session's
   * list, then each session sends its list at once. What the network refuses on behalf of an
   * endpoint is routed once more: the session has ended by then and the next one goes elsewhere.
   *
   * One batch a readiness event, however much there is: the event loop's other sockets have their
   * turn before the next.
   */
  private final int loop;
  private final Datagrams datagrams;
  private final FlowTable<EndpointSession> table;
  private final DatagramBatch batch;
  private final OwnListeners ownListeners;
  private final FlowKey flow = new FlowKey();
  private final SendOutcome outcome = new SendOutcome();

  // A message's follower in the list of its session.
  private final int[] next = new int[DatagramBatch.CAPACITY];
  private final boolean[] isRerouted = new boolean[DatagramBatch.CAPACITY];

  // Sessions with something to send; each message makes at most one of them, twice if rerouted.
  private final @Nullable EndpointSession[] waiting =
      new @Nullable EndpointSession[2 * DatagramBatch.CAPACITY];
  private int waitingCount;

  // Two lists, because a session may have to send while another one's list is being worked off.
  private final int[] messages = new int[DatagramBatch.CAPACITY];
  private final int[] messagesOfEnded = new int[DatagramBatch.CAPACITY];

  // Of the batch that is being handled.
  private long nowNanos;
  private OwnListeners.Addresses own;
  private boolean hasBegun;

  Requests(
      int loop, Datagrams datagrams, FlowTable<EndpointSession> table, OwnListeners ownListeners) {
    this.loop = loop;
    this.datagrams = datagrams;
    this.table = table;
    this.batch = datagrams.newBatch();
    this.ownListeners = ownListeners;
    this.own = ownListeners.current();
  }

  /** Receives what has come to a listener and sends it on. Whether a session has begun. */
  boolean receive(UdpListeningSocket from) {
    DatagramPort port = from.port();
    ServiceView view = from.view();
    hasBegun = false;
    if (port == null || view == null || port.receive(batch) <= 0) {
      return false;
    }
    try {
      sendOn(from, port, view);
    } finally {
      batch.clear();
      waitingCount = 0;
    }
    return hasBegun;
  }

  private void sendOn(UdpListeningSocket from, DatagramPort port, ServiceView view) {
    nowNanos = System.nanoTime();
    own = ownListeners.current();
    UdpCounters counters = view.entry().counters().udp();
    int lost = port.takeLost();
    if (lost != 0) {
      counters.onDropped(loop, UdpDrop.RECEIVE_BUFFER_FULL, lost);
    }
    Arrays.fill(isRerouted, false);
    for (int message = 0; message < batch.count(); message++) {
      counters.onFromClient(loop, batch.datagrams(message), batch.length(message));
      route(message, from, view);
    }
    for (int i = 0; i < waitingCount; i++) {
      EndpointSession session = waiting[i];
      waiting[i] = null;
      if (session != null) {
        send(session, from, view);
      }
    }
  }

  /** Sends what a session still has to send, before its socket is closed. */
  void sendLast(EndpointSession session) {
    DatagramPort port = session.port;
    int count = takePending(session, messagesOfEnded);
    if (port == null || count == 0) {
      return;
    }
    SendOutcome last = outcomeOf(port, messagesOfEnded, count);
    account(session, last);
    if (last.isUnreachable()) {
      for (int place = last.unreachableFrom(); place < count; place++) {
        drop(session.counters, UdpDrop.UNREACHABLE, messagesOfEnded[place]);
      }
    }
  }

  private void route(int message, UdpListeningSocket from, ServiceView view) {
    identify(message, from);
    if (own.hasClientOf(flow)) {
      drop(view.entry().counters().udp(), UdpDrop.OWN_LISTENER, message);
      return;
    }
    EndpointSession session = table.route(flow, view, nowNanos);
    if (session == null) {
      drop(view.entry().counters().udp(), lastDrop(view), message);
    } else if (session.port != null || begin(session, message, from, view)) {
      if (batch.datagrams(message) > 1 && session.limits.isCounted()) {
        sendOneByOne(session, message, from, view);
      } else {
        append(session, message);
      }
    }
  }

  private UdpDrop lastDrop(ServiceView view) {
    UdpDrop reason = table.lastDrop();
    return reason == UdpDrop.NO_ENDPOINT ? view.refusal() : reason;
  }

  private void identify(int message, UdpListeningSocket from) {
    DatagramAddresses addresses = batch.addresses();
    flow.fromIpv6(
            addresses.clientHigh(message),
            addresses.clientLow(message),
            addresses.clientPort(message),
            addresses.clientScope(message))
        .toIpv6(addresses.localHigh(message), addresses.localLow(message), from.number());
  }

  /** Opens a new session's socket; false if there is none, and the message is dealt with. */
  private boolean begin(
      EndpointSession session, int message, UdpListeningSocket from, ServiceView view) {
    hasBegun = true;
    UdpCounters counters = view.entry().counters().udp();
    session.listening = from;
    session.counters = counters;
    session.stay = view.takeStay();
    DatagramPort port = datagrams.connect(session.endpoint().socketAddress(), session);
    if (port != null) {
      port.start();
      session.port = port;
      return true;
    }
    if (datagrams.failure() == Datagrams.Failure.UNREACHABLE) {
      table.onIcmpError(session, session.number());
      reroute(message, from, view);
    } else {
      table.end(session, session.number(), SessionEnd.OUT_OF_RESOURCES);
      drop(counters, UdpDrop.OUT_OF_RESOURCES, message);
    }
    return false;
  }

  private void reroute(int message, UdpListeningSocket from, ServiceView view) {
    if (isRerouted[message]) {
      drop(view.entry().counters().udp(), UdpDrop.UNREACHABLE, message);
    } else {
      isRerouted[message] = true;
      route(message, from, view);
    }
  }

  private void append(EndpointSession session, int message) {
    next[message] = EndpointSession.NONE;
    if (session.lastPending == EndpointSession.NONE) {
      session.firstPending = message;
      waiting[waitingCount++] = session;
    } else {
      next[session.lastPending] = message;
    }
    session.lastPending = message;
  }

  private void send(EndpointSession session, UdpListeningSocket from, ServiceView view) {
    DatagramPort port = session.port;
    int count = takePending(session, messages);
    if (port == null || count == 0) {
      return;
    }
    long number = session.number();
    SendOutcome sent = outcomeOf(port, messages, count);
    account(session, sent);
    if (sent.isUnreachable()) {
      int unsent = sent.unreachableFrom();
      table.onIcmpError(session, number);
      for (int place = unsent; place < count; place++) {
        reroute(messages[place], from, view);
      }
    } else {
      table.onSent(session, number);
    }
  }

  /**
   * A train whose datagrams are counted: each is routed by itself, because any of them may be the
   * last one of its session.
   */
  private void sendOneByOne(
      EndpointSession first, int message, UdpListeningSocket from, ServiceView view) {
    EndpointSession session = first;
    int count = batch.datagrams(message);
    for (int datagram = 0; datagram < count; datagram++) {
      if (datagram > 0) {
        session = table.route(flow, view, nowNanos);
        if (session == null) {
          view.entry().counters().udp().onDropped(loop, lastDrop(view), count - datagram);
          return;
        }
        if (session.port == null && !begin(session, message, from, view)) {
          return;
        }
      }
      sendLast(session); // what came before it
      DatagramPort port = session.port;
      if (port != null) {
        port.sendOne(batch, message, datagram, outcome.clear());
        account(session, outcome);
        table.onSent(session, session.number());
      }
    }
  }

  private SendOutcome outcomeOf(DatagramPort port, int[] list, int count) {
    port.send(batch, list, count, outcome.clear());
    return outcome;
  }

  /** Moves a session's list into an array; how many there were. */
  private int takePending(EndpointSession session, int[] into) {
    int count = 0;
    for (int message = session.firstPending;
        message != EndpointSession.NONE;
        message = next[message]) {
      into[count++] = message;
    }
    session.firstPending = EndpointSession.NONE;
    session.lastPending = EndpointSession.NONE;
    return count;
  }

  private void account(EndpointSession session, SendOutcome sent) {
    UdpCounters counters = session.counters;
    if (counters == null) {
      return;
    }
    if (sent.unbuffered() > 0) {
      counters.onDropped(loop, UdpDrop.SEND_BUFFER_FULL, sent.unbuffered());
    }
    if (sent.unsendable() > 0) {
      counters.onDropped(loop, UdpDrop.UNSENDABLE, sent.unsendable());
    }
  }

  private void drop(@Nullable UdpCounters counters, UdpDrop reason, int message) {
    if (counters != null) {
      counters.onDropped(loop, reason, batch.datagrams(message));
    }
  }
}
