package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** UDP requests of one event loop. */
final class UdpWorker implements Worker {
  private static final long LOST_NANOS = UdpLoad.LOST_AFTER.toNanos();
  private static final long SWEEP_MILLIS = 20;

  private final IoEventLoop loop;
  private final UdpLoad load;
  private final Schedule schedule;
  private final UdpSockets sockets;
  private final UdpSession[] sessions;
  private final Tally tally = new Tally();
  private boolean isClosed;

  UdpWorker(IoEventLoop loop, UdpLoad load, Schedule schedule) {
    this.loop = loop;
    this.load = load;
    this.schedule = schedule;
    sockets = new UdpSockets(loop, load);
    sessions = new UdpSession[schedule.shareOf(load.sessions())];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new UdpSession(sockets, tally, schedule.numberOf(i), load.inFlight());
    }
  }

  @Override
  public CompletableFuture<Void> open() {
    return sockets.open(sessions);
  }

  @Override
  public CompletableFuture<Tally> run(Window window) {
    Pacer pacer = new Pacer(loop, window, schedule, tally);
    Pacer.Slot[] slots = new Pacer.Slot[sessions.length * load.inFlight()];
    for (int i = 0; i < slots.length; i++) {
      // Sessions take turns, not the slots of one session.
      slots[i] = sessions[i % sessions.length].begin(pacer, window, i / sessions.length);
    }
    CompletableFuture<Tally> finished = pacer.start(slots, LOST_NANOS * 2);
    sweepLater();
    return finished;
  }

  private void sweepLater() {
    loop.schedule(this::sweep, SWEEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void sweep() {
    if (isClosed) {
      return;
    }
    long now = System.nanoTime();
    for (UdpSession session : sessions) {
      session.giveUp(now, LOST_NANOS);
    }
    sweepLater();
  }

  @Override
  public void close() {
    isClosed = true;
    for (UdpSession session : sessions) {
      session.close();
    }
    sockets.close();
  }
}
