package io.sluice.app.bench;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.IoEventLoop;
import io.sluice.core.net.ChannelTransport;
import io.sluice.core.net.DatagramBatch;
import io.sluice.core.net.DatagramPort;
import io.sluice.core.net.Datagrams;
import io.sluice.core.net.SendOutcome;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** UDP requests of one event loop. */
final class UdpWorker implements Worker {
  private static final long LOST_NANOS = UdpLoad.LOST_AFTER.toNanos();
  private static final long SWEEP_MILLIS = 20;

  private final IoEventLoop loop;
  private final UdpLoad load;
  private final Schedule schedule;
  private final Datagrams datagrams;
  private final DatagramBatch received;
  private final DatagramBatch toSend;
  private final ByteBuf payload;
  private final SendOutcome outcome = new SendOutcome();
  private final int runNumber = ThreadLocalRandom.current().nextInt();
  private final UdpSession[] sessions;
  private final Tally tally = new Tally();
  private boolean isClosed;

  UdpWorker(IoEventLoop loop, UdpLoad load, Schedule schedule) {
    this.loop = loop;
    this.load = load;
    this.schedule = schedule;
    datagrams = Datagrams.on(loop, ChannelTransport.EPOLL);
    received = datagrams.newBatch();
    toSend = datagrams.newBatch();
    payload = Unpooled.directBuffer(load.bytes(), load.bytes()).writeZero(load.bytes());
    int threads = schedule.threads();
    sessions = new UdpSession[(load.sessions() + threads - 1 - schedule.thread()) / threads];
    for (int i = 0; i < sessions.length; i++) {
      sessions[i] = new UdpSession(this, i * threads + schedule.thread(), load.inFlight());
    }
  }

  @Override
  public CompletableFuture<Void> open() {
    CompletableFuture<Void> opened = new CompletableFuture<>();
    for (UdpSession session : sessions) {
      DatagramPort port = datagrams.connect(load.target(), session);
      if (port == null) {
        opened.completeExceptionally(
            new BenchException(
                "sluice: cannot open a socket to %s: %s"
                    .formatted(
                        Targets.text(load.target()),
                        datagrams.failure() == Datagrams.Failure.LOCAL
                            ? "no descriptor or local port is left"
                            : "there is no way there")));
        return opened;
      }
      session.open(port);
    }
    opened.complete(null);
    return opened;
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

  /** Sends one datagram: whether the kernel has taken it. */
  boolean send(DatagramPort port, int session, long sequence, long sentAt) {
    payload
        .setInt(0, runNumber)
        .setInt(Integer.BYTES, session)
        .setLong(2 * Integer.BYTES, sequence)
        .setLong(2 * Integer.BYTES + Long.BYTES, sentAt);
    toSend.clear();
    toSend.add(payload, Unpooled.EMPTY_BUFFER);
    // By itself: several together would be a train, which most clients do not send.
    port.sendOne(toSend, 0, 0, outcome.clear());
    return outcome.datagrams() == 1;
  }

  DatagramBatch received() {
    return received;
  }

  int runNumber() {
    return runNumber;
  }

  int bytes() {
    return load.bytes();
  }

  Tally tally() {
    return tally;
  }

  @Override
  public void close() {
    isClosed = true;
    for (UdpSession session : sessions) {
      session.close();
    }
    payload.release();
    datagrams.close();
  }
}
