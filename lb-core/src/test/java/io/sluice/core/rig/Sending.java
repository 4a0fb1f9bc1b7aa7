package io.sluice.core.rig;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** A stream on its way out, written by a thread of its own. */
public final class Sending {
  private static final Duration STALL = Duration.ofMillis(400);

  private final Peer peer;
  private final TaggedBytes bytes;
  private final CompletableFuture<@Nullable IOException> end = new CompletableFuture<>();

  // Written by the sending thread; read by the test.
  private volatile long sent;

  Sending(Peer peer, TaggedBytes bytes) {
    this.peer = peer;
    this.bytes = bytes;
  }

  void start() {
    Thread.ofVirtual()
        .name("sending " + bytes.tag())
        .start(
            () -> {
              try {
                peer.send(bytes, count -> sent = count);
                end.complete(null);
              } catch (IOException e) {
                end.complete(e);
              }
            });
  }

  /** The stream, whole. */
  public TaggedBytes bytes() {
    return bytes;
  }

  /** Bytes that the kernel has taken so far. */
  public long sent() {
    return sent;
  }

  /** Waits until the kernel has taken everything. */
  public void awaitSent() {
    IOException failure = awaitEnd();
    if (failure != null) {
      throw new AssertionError("sent only %d of %s".formatted(sent, bytes), failure);
    }
  }

  /** Waits until the other side has made sending fail. */
  public IOException awaitFailed() {
    IOException failure = awaitEnd();
    if (failure == null) {
      throw new AssertionError("sent all of " + bytes + " though it was to fail");
    }
    return failure;
  }

  /** Waits until nothing moves any more though not everything is sent; answers what was taken. */
  public long awaitStalled() {
    awaitStalled(List.of(this));
    return sent;
  }

  /** The same for several at once. */
  public static void awaitStalled(List<Sending> sendings) {
    AtomicLong seen = new AtomicLong(-1);
    await()
        .atMost(Peer.PATIENCE)
        .pollDelay(Duration.ZERO)
        .pollInterval(STALL)
        .until(
            () -> {
              long now = sendings.stream().mapToLong(Sending::sent).sum();
              return seen.getAndSet(now) == now;
            });
    for (Sending sending : sendings) {
      if (sending.end.isDone()) {
        throw new AssertionError(
            "ended after %d of %s instead of stalling".formatted(sending.sent, sending.bytes));
      }
    }
  }

  private @Nullable IOException awaitEnd() {
    return end.orTimeout(Peer.PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
  }
}
