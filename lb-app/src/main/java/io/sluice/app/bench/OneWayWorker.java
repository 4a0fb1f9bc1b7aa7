package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import io.sluice.core.net.DatagramPort;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Datagrams of one event loop that nobody answers. */
final class OneWayWorker implements Worker {
  private static final long SWEEP_MILLIS = 5;
  private static final long LOST_NANOS = UdpLoad.LOST_AFTER.toNanos();

  private final IoEventLoop loop;
  private final Schedule schedule;
  private final UdpSockets sockets;
  private final OneWaySession[] sessions;
  private final Tally tally = new Tally();
  private final CompletableFuture<Tally> finished = new CompletableFuture<>();

  OneWayWorker(IoEventLoop loop, UdpLoad load, Schedule schedule) {
    this.loop = loop;
    this.schedule = schedule;
    sockets = new UdpSockets(loop, load);
    sessions = new OneWaySession[schedule.shareOf(load.sessions())];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new OneWaySession(this, schedule.numberOf(i), load.inFlight());
    }
  }

  @Override
  public CompletableFuture<Void> open() {
    return sockets.open(sessions);
  }

  @Override
  public CompletableFuture<Tally> run(Window window) {
    if (schedule.isOpen()) {
      Pacer pacer = new Pacer(loop, window, schedule, tally);
      for (OneWaySession session : sessions) {
        session.begin(pacer);
      }
      return pacer.start(sessions, 0);
    }
    for (OneWaySession session : sessions) {
      session.begin(window);
    }
    sweep(window);
    return finished;
  }

  private void sweep(Window window) {
    long now = System.nanoTime();
    if (window.isOver(now)) {
      finished.complete(tally);
      return;
    }
    for (OneWaySession session : sessions) {
      session.giveUp(now, LOST_NANOS);
    }
    loop.schedule(() -> sweep(window), SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  void send(DatagramPort port, int session, long sequence) {
    if (sockets.send(port, session, sequence, System.nanoTime())) {
      tally.onSent();
    } else {
      tally.onError();
    }
  }

  UdpSockets sockets() {
    return sockets;
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    for (OneWaySession session : sessions) {
      session.close();
    }
    sockets.close();
  }
}
