package io.sluice.core.udp;

import io.netty.buffer.ByteBuf;
import io.sluice.core.metrics.SessionEnd;
import io.sluice.core.metrics.UdpCounters;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.DatagramAddresses;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import io.sluice.core.proxyprotocol.ProxyHeader;
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
  private final Introductions introductions;
  private final FlowKey flow = new FlowKey();
  private final SendOutcome outcome = new SendOutcome();

  private static final int[] FIRST_MESSAGE = {0};

  // A message's follower in the list of its session.
  private final int[] next = new int[DatagramBatch.CAPACITY];
  private final boolean[] isRerouted = new boolean[DatagramBatch.CAPACITY];

  // The PROXY header that has come with a message; null if none has.
  private final @Nullable ProxyHeader[] headers = new @Nullable ProxyHeader[DatagramBatch.CAPACITY];

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

  Requests(
      int loop, Datagrams datagrams, FlowTable<EndpointSession> table, OwnListeners ownListeners) {
    this.loop = loop;
    this.datagrams = datagrams;
    this.table = table;
    this.batch = datagrams.newBatch();
    this.ownListeners = ownListeners;
    this.introductions = new Introductions(datagrams);
    this.own = ownListeners.current();
  }

  /** Receives what has come to a listener and sends it on. */
  void receive(UdpListeningSocket from) {
    DatagramPort port = from.port();
    ServiceView view = from.view();
    if (port == null || view == null || port.receive(batch) <= 0) {
      return;
    }
    try {
      sendOn(from, port, view);
    } finally {
      forgetPending();
      batch.clear();
    }
  }

  /** Nothing, unless somebody has thrown in between. */
  private void forgetPending() {
    for (int i = 0; i < waitingCount; i++) {
      EndpointSession session = waiting[i];
      waiting[i] = null;
      if (session != null) {
        session.firstPending = EndpointSession.NONE;
        session.lastPending = EndpointSession.NONE;
      }
    }
    waitingCount = 0;
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
    boolean isTrain = batch.datagrams(message) > 1;
    if (isTrain && (view.limits().isCounted() || view.isIntroduced() || view.headers() != null)) {
      routeEach(message, from, view);
      return;
    }
    UdpDrop refusal = view.isIntroduced() ? introduce(message, view) : null;
    if (refusal != null) {
      drop(view.entry().counters().udp(), refusal, message);
      return;
    }
    EndpointSession session = table.route(flow, view, nowNanos);
    if (session == null) {
      drop(view.entry().counters().udp(), lastDrop(view), message);
    } else if (session.port != null || begin(session, message, from, view)) {
      if (!session.isGreeted) {
        greet(session, message, from, view);
      } else {
        append(session, message);
      }
    }
  }

  /** Takes the message's PROXY header; why the message is to be dropped, or null. */
  private @Nullable UdpDrop introduce(int message, ServiceView view) {
    if (isRerouted[message]) {
      flow.header = headers[message];
      return null;
    }
    ByteBuf payload = batch.payload(message);
    int length = payload.readableBytes();
    UdpDrop refusal = introductions.read(view, flow, payload);
    headers[message] = flow.header;
    batch.skip(message, length - payload.readableBytes());
    return refusal;
  }

  /** Sends a session's first datagram, with what its endpoint is to be told of the client. */
  private void greet(
      EndpointSession session, int message, UdpListeningSocket from, ServiceView view) {
    long number = session.number();
    if (sendComposed(session, view, batch.payload(message))) {
      table.onSent(session, number);
    } else {
      table.onIcmpError(session, number);
      reroute(message, from, view);
    }
  }

  /**
   * A train of which any datagram may have a PROXY header, or be the first or the last of a
   * session: each is routed and sent by itself.
   */
  private void routeEach(int message, UdpListeningSocket from, ServiceView view) {
    UdpCounters counters = view.entry().counters().udp();
    ByteBuf train = batch.payload(message);
    int end = train.writerIndex();
    for (int start = train.readerIndex(); start < end; start += batch.segmentSize(message)) {
      ByteBuf datagram = train.setIndex(start, Math.min(start + batch.segmentSize(message), end));
      identify(message, from);
      UdpDrop refusal = view.isIntroduced() ? introductions.read(view, flow, datagram) : null;
      if (refusal == null) {
        refusal = sendByItself(datagram, from, view);
      }
      if (refusal != null) {
        counters.onDropped(loop, refusal, 1);
      }
    }
  }

  /** Routes and sends one datagram of the flow, twice if need be; why it is dropped, or null. */
  private @Nullable UdpDrop sendByItself(
      ByteBuf datagram, UdpListeningSocket from, ServiceView view) {
    UdpDrop failure = trySend(datagram, from, view);
    return failure == UdpDrop.UNREACHABLE ? trySend(datagram, from, view) : failure;
  }

  private @Nullable UdpDrop trySend(ByteBuf datagram, UdpListeningSocket from, ServiceView view) {
    EndpointSession session = table.route(flow, view, nowNanos);
    if (session == null) {
      return lastDrop(view);
    }
    UdpDrop failure = session.port == null ? open(session, from, view) : null;
    if (failure != null) {
      return failure;
    }
    sendLast(session); // what came before it
    long number = session.number();
    if (sendComposed(session, view, datagram)) {
      table.onSent(session, number);
      return null;
    }
    table.onIcmpError(session, number);
    return UdpDrop.UNREACHABLE;
  }

  /** Sends one datagram by itself; false if its endpoint cannot be reached. */
  private boolean sendComposed(EndpointSession session, ServiceView view, ByteBuf payload) {
    DatagramPort port = session.port;
    DatagramBatch composed = introductions.compose(session, view, payload, loop);
    if (composed == null) {
      view.entry().counters().udp().onDropped(loop, UdpDrop.UNSENDABLE, 1);
      return true;
    }
    if (port == null) {
      return true;
    }
    port.send(composed, FIRST_MESSAGE, 1, outcome.clear());
    session.isGreeted |= outcome.datagrams() > 0;
    account(session, outcome);
    return !outcome.isUnreachable();
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
    UdpDrop failure = open(session, from, view);
    if (failure == UdpDrop.UNREACHABLE) {
      reroute(message, from, view);
    } else if (failure != null) {
      drop(session.counters, failure, message);
    }
    return failure == null;
  }

  /** Opens a new session's socket; or ends the session, then this is why. */
  private @Nullable UdpDrop open(
      EndpointSession session, UdpListeningSocket from, ServiceView view) {
    session.listening = from;
    session.counters = view.entry().counters().udp();
    session.stay = view.takeStay();
    session.isGreeted = view.headers() == null;
    DatagramPort port = datagrams.connect(session.endpoint().socketAddress(), session);
    session.port = port;
    if (port != null) {
      start(session, port);
      return null;
    }
    if (datagrams.failure() == Datagrams.Failure.UNREACHABLE) {
      table.onIcmpError(session, session.number());
      return UdpDrop.UNREACHABLE;
    }
    table.end(session, session.number(), SessionEnd.OUT_OF_RESOURCES);
    return UdpDrop.OUT_OF_RESOURCES;
  }

  /** A session that cannot be listened to ends at once. */
  private void start(EndpointSession session, DatagramPort port) {
    boolean isStarted = false;
    try {
      port.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        table.end(session, session.number(), SessionEnd.OUT_OF_RESOURCES);
      }
    }
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
