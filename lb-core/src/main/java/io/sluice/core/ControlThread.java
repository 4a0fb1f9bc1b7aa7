package io.sluice.core;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The one thread that changes what is served. Calls from other threads wait for their turn. */
final class ControlThread implements AutoCloseable {
  private final ExecutorService executor =
      Executors.newSingleThreadExecutor(
          Thread.ofPlatform().name("sluice-control").daemon().factory());

  /** Runs a task on the control thread and answers with its result; rethrows what it throws. */
  <T> T call(Callable<T> task) {
    try {
      return executor.submit(task).get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for the control thread", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException("control thread failed", e.getCause());
    }
  }

  @Override
  public void close() {
    executor.close();
  }
}
