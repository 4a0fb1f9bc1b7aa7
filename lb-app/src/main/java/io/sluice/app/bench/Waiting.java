package io.sluice.app.bench;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;

/** How the thread of a command waits. Not for event loops. */
final class Waiting {
  private Waiting() {}

  /** Waits until that {@link System#nanoTime}. */
  static void until(long nanos) throws BenchException {
    for (long left = nanos - System.nanoTime(); left > 0; left = nanos - System.nanoTime()) {
      if (Thread.currentThread().isInterrupted()) {
        throw new BenchException("sluice: interrupted");
      }
      LockSupport.parkNanos(left);
    }
  }

  /** What the future brings; a failure with these words if that takes too long. */
  static <T> T await(CompletableFuture<T> future, Duration atMost, String otherwise)
      throws BenchException {
    try {
      return future.get(atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new BenchException("sluice: interrupted", e);
    } catch (TimeoutException e) {
      throw new BenchException(
          "sluice: %s after %d seconds".formatted(otherwise, atMost.toSeconds()), e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof BenchException failure) {
        throw failure;
      }
      throw new BenchException("sluice: " + e.getCause(), e);
    }
  }
}
