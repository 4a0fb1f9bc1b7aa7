package io.sluice.core.udp;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Wakes the event loop when UDP sessions have to be looked at, and not before. */
final class Expiry implements Runnable {
  /** Sessions that are looked at in one turn of the event loop. */
  private static final int LOOKS = 256;

  private final EventLoop eventLoop;
  private final FlowTable<EndpointSession> table;
  private @Nullable ScheduledFuture<?> wakeUp;
  private long wakeUpNanos;

  Expiry(EventLoop eventLoop, FlowTable<EndpointSession> table) {
    this.eventLoop = eventLoop;
    this.table = table;
  }

  /** Datagrams have passed: the next look may have to come sooner. */
  void update() {
    if (table.takeIsNextExpirySooner()) {
      arm();
    }
  }

  private void arm() {
    long now = System.nanoTime();
    long wait = table.nanosToNextExpiry(now);
    if (wait == Long.MAX_VALUE || (wakeUp != null && wakeUpNanos - (now + wait) <= 0)) {
      return;
    }
    disarm();
    wakeUpNanos = now + wait;
    wakeUp = eventLoop.schedule(this, wait, TimeUnit.NANOSECONDS);
  }

  void disarm() {
    if (wakeUp != null) {
      wakeUp.cancel(false);
      wakeUp = null;
    }
  }

  @Override
  public void run() {
    wakeUp = null;
    boolean hasMore = table.expire(System.nanoTime(), LOOKS);
    if (hasMore) {
      eventLoop.execute(this);
    } else {
      arm();
    }
  }
}
