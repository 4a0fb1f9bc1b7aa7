package io.sluice.core.tcp;

import io.netty.util.concurrent.ScheduledFuture;
import io.sluice.core.metrics.CloseReason;
import io.sluice.core.service.ClientQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A relay that waits in its service port's queue for an endpoint with a free place. On the relay's
 * event loop but for {@link #onPlaceFree}.
 */
final class QueuedRelay implements ClientQueue.Waiter, Runnable {
  private final Relay relay;
  private final EndpointConnector connector;
  private final ClientQueue queue;

  // Set by whoever wakes, cleared by the event loop: however often it is woken, one look waits.
  private final AtomicBoolean isWoken = new AtomicBoolean();
  private @Nullable ScheduledFuture<?> deadline;

  // Written by the relay's event loop, read by every one.
  private volatile boolean isOver;

  QueuedRelay(Relay relay, EndpointConnector connector, ClientQueue queue) {
    this.relay = relay;
    this.connector = connector;
    this.queue = queue;
  }

  /** Waits, unless a place has come free meanwhile. */
  void begin(long timeoutNanos) {
    deadline =
        relay.loop().eventLoop().schedule(this::onTimeout, timeoutNanos, TimeUnit.NANOSECONDS);
    run();
  }

  /** Leaves the queue; a second call does nothing. */
  void leave() {
    if (isOver) {
      return;
    }
    isOver = true;
    if (deadline != null) {
      deadline.cancel(false);
    }
    queue.onLeft();
  }

  @Override
  public boolean hasLeft() {
    return isOver;
  }

  @Override
  public void onPlaceFree() {
    if (!isWoken.getAndSet(true)) {
      relay.loop().eventLoop().execute(this);
    }
  }

  /** Tries to get an endpoint if it is this one's turn. */
  @Override
  public void run() {
    isWoken.set(false);
    if (!isOver && queue.isFirst(this) && connector.tryAgain()) {
      leave();
    }
  }

  private void onTimeout() {
    if (!isOver) {
      leave();
      relay.close(CloseReason.QUEUE_TIMEOUT);
    }
  }
}
