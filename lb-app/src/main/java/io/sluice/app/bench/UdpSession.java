package io.sluice.app.bench;

import io.netty.buffer.ByteBuf;
import io.sluice.app.bench.UdpRequest.Reply;
import io.sluice.core.net.DatagramPort;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One client socket and the datagrams that are under way from it. One event loop. */
final class UdpSession implements UdpSockets.Session {
  private static final long RETRY_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

  private final UdpSockets sockets;
  private final Tally tally;
  private final int number;
  private final UdpRequest[] requests;
  private @Nullable DatagramPort port;
  private @Nullable Pacer pacer;
  private @Nullable Window window;

  UdpSession(UdpSockets sockets, Tally tally, int number, int inFlight) {
    this.sockets = sockets;
    this.tally = tally;
    this.number = number;
    this.requests = new UdpRequest[inFlight];
    for (int i = 0; i < inFlight; i++) {
      requests[i] = new UdpRequest(this, i);
    }
  }

  @Override
  public void open(DatagramPort opened) {
    port = opened;
    opened.start();
  }

  /** The run begins: the slot with that number. */
  Pacer.Slot begin(Pacer with, Window during, int slot) {
    pacer = with;
    window = during;
    return requests[slot];
  }

  int inFlight() {
    return requests.length;
  }

  /** Sends a request, which is busy until then; gives its slot back if that cannot be. */
  void send(UdpRequest request, long sequence, long now) {
    if (!sockets.send(Objects.requireNonNull(port), number, sequence, now)) {
      if (isMeasured(request)) {
        tally.onError();
      }
      request.end();
      pacer().onFreeLater(request, RETRY_NANOS);
    }
  }

  @Override
  public void onReadable() {
    sockets.receive(Objects.requireNonNull(port), this);
  }

  @Override
  public void onUnreachable() {
    if (isMeasuring()) {
      tally.onError();
    }
  }

  @Override
  public void onDatagram(ByteBuf payload, int start, int length) {
    if (!sockets.isOurs(payload, start, length, number)) {
      onStrange(Reply.WRONG);
      return;
    }
    long sequence = payload.getLong(start + UdpSockets.SEQUENCE);
    long sentAt = payload.getLong(start + UdpSockets.SENT_AT);
    UdpRequest request = requests[(int) Math.floorMod(sequence, (long) requests.length)];
    Reply reply = request.onReply(sequence, sentAt);
    if (reply != Reply.ANSWERED) {
      onStrange(reply);
      return;
    }
    long now = System.nanoTime();
    if (isMeasured(request)) {
      tally.onResponse(now - request.dueNanos(), length);
    }
    pacer().onFree(request, now);
  }

  private void onStrange(Reply reply) {
    if (reply == Reply.WRONG && isMeasuring()) {
      tally.onWrong();
    } else if (reply == Reply.DUPLICATE && isMeasuring()) {
      tally.onDuplicate();
    }
  }

  /* What belongs to no request counts by when it comes. */
  private boolean isMeasuring() {
    return window != null && window.hasBegun(System.nanoTime());
  }

  /** Gives up what was sent so long ago. */
  void giveUp(long now, long afterNanos) {
    for (UdpRequest request : requests) {
      if (request.isBusy() && now - request.sentNanos() >= afterNanos) {
        lose(request);
        pacer().onFree(request, now);
      }
    }
  }

  /** A request's answer has not come. */
  void lose(UdpRequest request) {
    if (isMeasured(request)) {
      tally.onLost();
    }
    request.lose();
  }

  private boolean isMeasured(UdpRequest request) {
    return window != null && window.isMeasured(request.dueNanos());
  }

  private Pacer pacer() {
    return Objects.requireNonNull(pacer);
  }

  void close() {
    if (port != null) {
      port.release();
    }
  }
}
