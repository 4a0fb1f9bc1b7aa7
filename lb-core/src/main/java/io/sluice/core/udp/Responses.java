package io.sluice.core.udp;

import io.sluice.core.metrics.UdpCounters;
import io.sluice.core.metrics.UdpDrop;
import io.sluice.core.net.DatagramAddresses;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import io.sluice.core.net.TurnEnd;
import org.jspecify.annotations.Nullable;

/** The way of datagrams from endpoints to clients. One event loop. */
final class Responses implements TurnEnd {
  /*
   * The sockets of many sessions become readable in one turn of the event loop, mostly with one
   * response each. All of them are received into one batch, and at the end of the turn, or when the
   * batch is full, each listener sends its share by one call.
   */
  private final int loop;
  private final DatagramBatch batch;
  private final SendOutcome outcome = new SendOutcome();
  private final int[] messages = new int[DatagramBatch.CAPACITY];

  // Of each message in the batch: the listener that sends it, null if it is dropped.
  private final @Nullable UdpListeningSocket[] senders =
      new @Nullable UdpListeningSocket[DatagramBatch.CAPACITY];
  private final @Nullable UdpCounters[] counters =
      new @Nullable UdpCounters[DatagramBatch.CAPACITY];

  /** Messages before this one have been sent. */
  private int unsent;

  private @Nullable FlowTable<EndpointSession> table;

  Responses(int loop, Datagrams datagrams) {
    this.loop = loop;
    this.batch = datagrams.newBatch();
  }

  /** Tells it of the table; once, before anything is received. */
  void joinWith(FlowTable<EndpointSession> sessions) {
    table = sessions;
  }

  /** Receives what has come from a session's endpoint. */
  void receive(EndpointSession session) {
    DatagramPort port = session.port;
    FlowTable<EndpointSession> sessions = table;
    if (port == null || sessions == null) {
      return;
    }
    if (batch.isFull()) {
      send();
    }
    long number = session.number();
    int first = batch.count();
    boolean isUnreachable = port.receive(batch) == DatagramPort.UNREACHABLE;
    if (isUnreachable) {
      // The error comes before what the endpoint had sent earlier.
      port.receive(batch);
    }
    long nowNanos = batch.count() > first ? System.nanoTime() : 0;
    for (int message = first; message < batch.count(); message++) {
      take(session, number, message, nowNanos);
    }
    if (isUnreachable) {
      sessions.onIcmpError(session, number);
    }
  }

  @Override
  public void onTurnEnd() {
    if (batch.count() > 0) {
      send();
    }
  }

  private void take(EndpointSession session, long number, int message, long nowNanos) {
    FlowTable<EndpointSession> sessions = table;
    UdpCounters counting = session.counters;
    senders[message] = null;
    if (sessions == null || counting == null) {
      return;
    }
    int datagrams = batch.datagrams(message);
    counting.onFromEndpoint(loop, datagrams, batch.length(message));
    address(message, session.flow());
    if (datagrams > 1 && session.limits.isCounted()) {
      takeOneByOne(session, number, message, nowNanos);
    } else if (sessions.onResponse(session, number, nowNanos)) {
      senders[message] = session.listening;
      counters[message] = counting;
    } else {
      counting.onDropped(loop, UdpDrop.LATE_RESPONSE, datagrams);
    }
  }

  /** A train whose datagrams are counted: any of them may be the last one of its session. */
  private void takeOneByOne(EndpointSession session, long number, int message, long nowNanos) {
    FlowTable<EndpointSession> sessions = table;
    UdpCounters counting = session.counters;
    UdpListeningSocket listening = session.listening;
    DatagramPort port = listening == null ? null : listening.port();
    if (sessions == null || counting == null || port == null) {
      return;
    }
    sendUntil(message);
    int count = batch.datagrams(message);
    for (int datagram = 0; datagram < count; datagram++) {
      if (!sessions.onResponse(session, number, nowNanos)) {
        counting.onDropped(loop, UdpDrop.LATE_RESPONSE, count - datagram);
        return;
      }
      port.sendOne(batch, message, datagram, outcome.clear());
      account(counting);
    }
  }

  private void address(int message, FlowKey flow) {
    DatagramAddresses addresses = batch.addresses();
    addresses.setClient(
        message, flow.clientHigh(), flow.clientLow(), flow.clientPort(), flow.clientScope());
    addresses.setLocal(message, flow.localHigh(), flow.localLow());
  }

  private void send() {
    sendUntil(batch.count());
    batch.clear();
    unsent = 0;
  }

  private void sendUntil(int end) {
    int place = unsent;
    while (place < end) {
      UdpListeningSocket sender = senders[place];
      UdpCounters counting = counters[place];
      int count = 0;
      while (place < end && senders[place] == sender && counters[place] == counting) {
        messages[count++] = place++;
      }
      DatagramPort port = sender == null ? null : sender.port();
      if (port != null && counting != null) {
        port.send(batch, messages, count, outcome.clear());
        account(counting);
      }
    }
    unsent = end;
  }

  private void account(UdpCounters counting) {
    if (outcome.unbuffered() > 0) {
      counting.onDropped(loop, UdpDrop.SEND_BUFFER_FULL, outcome.unbuffered());
    }
    if (outcome.unsendable() > 0) {
      counting.onDropped(loop, UdpDrop.UNSENDABLE, outcome.unsendable());
    }
  }
}
