package io.sluice.app.bench;

import io.netty.channel.IoEventLoop;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/**
 * Says when the requests of one event loop begin. In a closed loop a request follows the response
 * before. In an open loop it is due at a fixed time: a free slot takes it, or it waits for one, and
 * its latency counts from when it was due. One event loop.
 */
final class Pacer {
  /** What can have one request under way. */
  interface Slot {
    /** Begins a request; {@link Pacer#onFree} ends it, later or at once. */
    void begin(long dueNanos);

    /** The run is over and the response has not come. */
    void abandon(long nowNanos);

    boolean isBusy();
  }

  private static final long END_POLL_NANOS = TimeUnit.MILLISECONDS.toNanos(2);
  private static final long MOST_RECORDS = 100_000;

  private final IoEventLoop loop;
  private final Window window;
  private final Schedule schedule;
  private final Tally tally;
  private final ArrayDeque<Slot> free = new ArrayDeque<>();
  private final CompletableFuture<Tally> finished = new CompletableFuture<>();
  private Slot[] slots = {};
  private long next;
  private int busy;
  private boolean isDispatching;
  private boolean isTimerSet;

  Pacer(IoEventLoop loop, Window window, Schedule schedule, Tally tally) {
    this.loop = loop;
    this.window = window;
    this.schedule = schedule;
    this.tally = tally;
  }

  /**
   * Begins.
   *
   * @param graceNanos how long responses are waited for when no more requests are due
   */
  CompletableFuture<Tally> start(Slot[] all, long graceNanos) {
    slots = all;
    long now = System.nanoTime();
    busy = all.length;
    for (Slot slot : all) {
      onFree(slot, now);
    }
    awaitEnd(window.untilNanos() - now, graceNanos);
    return finished;
  }

  /** A slot has its response, or has given up. */
  void onFree(Slot slot, long now) {
    busy--;
    if (schedule.isOpen()) {
      free.add(slot);
      dispatch();
    } else if (!window.isOver(now)) {
      busy++;
      slot.begin(now);
    }
  }

  /** The same in a while: what has just failed would fail again at once. */
  void onFreeLater(Slot slot, long delayNanos) {
    loop.schedule(() -> onFree(slot, System.nanoTime()), delayNanos, TimeUnit.NANOSECONDS);
  }

  private void dispatch() {
    if (isDispatching) {
      return;
    }
    isDispatching = true;
    long now = System.nanoTime();
    long due = due();
    while (!free.isEmpty() && due - now <= 0 && !window.isOver(due)) {
      Slot slot = free.poll();
      busy++;
      next++;
      slot.begin(due);
      due = due();
    }
    isDispatching = false;
    if (!isTimerSet && !free.isEmpty() && !window.isOver(due)) {
      isTimerSet = true;
      loop.schedule(this::onTimer, due - System.nanoTime(), TimeUnit.NANOSECONDS);
    }
  }

  private void onTimer() {
    isTimerSet = false;
    dispatch();
  }

  private long due() {
    return window.beginNanos() + schedule.offsetNanos(next);
  }

  private boolean isDone() {
    return busy == 0 && (!schedule.isOpen() || window.isOver(due()));
  }

  private void awaitEnd(long inNanos, long graceNanos) {
    loop.schedule(() -> onEnd(graceNanos), inNanos, TimeUnit.NANOSECONDS);
  }

  private void onEnd(long graceNanos) {
    long now = System.nanoTime();
    if (window.isOver(now) && isDone()) {
      finished.complete(tally);
    } else if (now - window.untilNanos() < graceNanos) {
      awaitEnd(END_POLL_NANOS, graceNanos);
    } else {
      giveUp(now);
      finished.complete(tally);
    }
  }

  private void giveUp(long now) {
    for (Slot slot : slots) {
      if (slot.isBusy()) {
        slot.abandon(now);
      }
    }
    if (!schedule.isOpen()) {
      return;
    }
    // Those that were due and never sent; many of them are recorded several at a time.
    long step = Math.max(1, (schedule.count(window) - next) / MOST_RECORDS);
    for (; !window.isOver(due()); next += step) {
      if (window.isMeasured(due())) {
        tally.onUnanswered(now - due(), step);
      }
    }
  }
}
