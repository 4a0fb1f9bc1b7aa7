package io.sluice.core.net.stream;

import io.netty.channel.IoEvent;
import io.netty.channel.IoRegistration;
import io.netty.channel.uring.IoUringIoEvent;
import io.netty.channel.uring.IoUringIoHandle;
import io.netty.channel.uring.IoUringIoOps;
import io.sluice.core.net.UringOperations;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A listening socket on an io_uring loop. The poll is asked for anew in each turn, so that whoever
 * still waits is told of again, and other descriptors get their turn before.
 */
final class UringListeningPort extends ListeningPort implements IoUringIoHandle, Streams.Task {
  private static final Logger LOG = LoggerFactory.getLogger(UringListeningPort.class);

  private final Streams streams;
  private final IoUringIoOps poll;
  private final IoRegistration registration;
  private long pollId;
  private boolean isPolling;
  private @Nullable Runnable onStopped;

  UringListeningPort(Streams streams, int descriptor, Acceptor acceptor) {
    super(streams, acceptor);
    this.streams = streams;
    this.poll = UringOperations.poll(descriptor, StreamPort.INPUT);
    this.registration = streams.register(this);
  }

  @Override
  void update() {
    if (isAccepting() && !isPolling) {
      pollId = registration.submit(poll);
      isPolling = true;
    }
  }

  @Override
  public void handle(IoRegistration ignored, IoEvent event) {
    if (((IoUringIoEvent) event).opcode() != UringOperations.POLL_ADD) {
      return;
    }
    isPolling = false;
    Runnable stopped = onStopped;
    if (stopped == null) {
      acceptClients();
      // Not at once: Netty looks for completions again and again before a turn is over.
      streams.readNextTurn(this);
    } else {
      stopped.run();
    }
  }

  @Override
  public void onTurn() {
    update();
  }

  @Override
  public void onFailure(Throwable cause) {
    LOG.error("a listening socket is not watched any more", cause);
  }

  @Override
  public void stop(Runnable whenStopped) {
    setAccepting(false);
    onStopped = whenStopped;
    if (isPolling) {
      registration.submit(UringOperations.cancel(pollId));
    }
    registration.cancel();
    if (!isPolling) {
      whenStopped.run();
    }
  }

  /** Whoever has opened the descriptor closes it. */
  @Override
  public void close() {}
}
