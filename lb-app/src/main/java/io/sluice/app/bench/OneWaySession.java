package io.sluice.app.bench;

import io.netty.buffer.ByteBuf;
import io.sluice.core.net.DatagramPort;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One client socket that only sends. One event loop. */
final class OneWaySession implements UdpSockets.Session, Pacer.Slot {
  /*
   * Without a rate there is a window. It is sent in two halves with the sink's question behind
   * each: when the answer comes, that half has arrived or is lost, and the next one follows. This
   * goes through a load balancer with any number of sinks, as a session stays with its endpoint.
   */
  private static final int HALVES = 2;

  private final OneWayWorker worker;
  private final int number;
  private final int inFlight;

  // Of each half: the number of the question that was not answered yet, and when it was asked.
  private final long[] asked;
  private final long[] askedNanos;
  private @Nullable DatagramPort port;
  private @Nullable Pacer pacer;
  private @Nullable Window window;
  private long sequence;
  private long questions;

  OneWaySession(OneWayWorker worker, int number, int inFlight) {
    this.worker = worker;
    this.number = number;
    this.inFlight = inFlight;
    asked = new long[Math.min(HALVES, inFlight)];
    askedNanos = new long[asked.length];
  }

  @Override
  public void open(DatagramPort opened) {
    port = opened;
    opened.start();
  }

  /** Sends when it is time. */
  void begin(Pacer with) {
    pacer = with;
  }

  /** Sends as fast as the window allows. */
  void begin(Window during) {
    window = during;
    sendWindow();
  }

  private void sendWindow() {
    for (int half = 0; half < asked.length; half++) {
      sendHalf(half);
    }
  }

  private void sendHalf(int half) {
    int firstOf = half * inFlight / asked.length;
    int firstOfNext = (half + 1) * inFlight / asked.length;
    for (int i = firstOf; i < firstOfNext; i++) {
      send();
    }
    asked[half] = ++questions;
    askedNanos[half] = System.nanoTime();
    worker.sockets().ask(port(), questions);
  }

  private void send() {
    worker.send(port(), number, sequence++);
  }

  @Override
  public void onReadable() {
    worker.sockets().receive(port(), this);
  }

  @Override
  public void onUnreachable() {
    worker.tally().onError();
  }

  /** An answer; one that comes after it was given up belongs to no half. */
  @Override
  public void onDatagram(ByteBuf bytes, int start, int length) {
    long number = length < Long.BYTES ? 0 : bytes.getLong(start);
    for (int half = 0; half < asked.length; half++) {
      if (number != 0 && asked[half] == number) {
        asked[half] = 0;
        if (window != null && !window.isOver(System.nanoTime())) {
          sendHalf(half);
        }
      }
    }
  }

  /** An answer is lost if it has not come for so long. */
  void giveUp(long now, long afterNanos) {
    for (int half = 0; half < asked.length; half++) {
      if (now - askedNanos[half] >= afterNanos) {
        sendHalf(half);
      }
    }
  }

  @Override
  public void begin(long dueNanos) {
    send();
    Objects.requireNonNull(pacer).onFree(this, dueNanos);
  }

  @Override
  public void abandon(long nowNanos) {
    // Nothing is awaited.
  }

  @Override
  public boolean isBusy() {
    return false;
  }

  private DatagramPort port() {
    return Objects.requireNonNull(port);
  }

  void close() {
    if (port != null) {
      port.release();
    }
  }
}
