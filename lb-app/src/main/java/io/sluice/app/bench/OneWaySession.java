package io.sluice.app.bench;

import io.sluice.core.net.DatagramBatch;
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
  private final int halfWindow;
  private final int halves;
  private @Nullable DatagramPort port;
  private @Nullable Pacer pacer;
  private @Nullable Window window;
  private long sequence;
  private int asked;
  private long askedNanos;

  OneWaySession(OneWayWorker worker, int number, int inFlight) {
    this.worker = worker;
    this.number = number;
    halves = Math.min(HALVES, inFlight);
    halfWindow = inFlight / halves;
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
    for (int i = 0; i < halves; i++) {
      sendHalf();
    }
  }

  private void sendHalf() {
    for (int i = 0; i < halfWindow; i++) {
      send();
    }
    worker.sockets().ask(port());
    asked++;
    askedNanos = System.nanoTime();
  }

  private void send() {
    worker.send(port(), number, sequence++);
  }

  @Override
  public void onReadable() {
    DatagramBatch batch = worker.sockets().received();
    batch.clear();
    int answers = port().receive(batch);
    if (answers == DatagramPort.UNREACHABLE) {
      worker.tally().onError();
    }
    for (int i = 0; i < answers && asked > 0; i++) {
      asked--;
      if (window != null && !window.isOver(System.nanoTime())) {
        sendHalf();
      }
    }
  }

  /** An answer is lost if it has not come for so long. */
  void giveUp(long now, long afterNanos) {
    if (now - askedNanos >= afterNanos) {
      asked = 0;
      sendWindow();
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
