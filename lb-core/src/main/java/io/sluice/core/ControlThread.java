package io.sluice.core;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The one thread that changes what is served. Calls from other threads wait for their turn. */
final class ControlThread implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ControlThread.class);

  private final ScheduledExecutorService executor =
      Executors.newSingleThreadScheduledExecutor(
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

  /** Runs a task again and again, that long after its last end, until the thread is closed. */
  void every(Duration pause, Runnable task) {
    Runnable logged =
        () -> {
          try {
            task.run();
          } catch (RuntimeException e) {
            LOG.error("control task failed", e);
          }
        };
    executor.scheduleWithFixedDelay(logged, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
  }

  @Override
  public void close() {
    executor.close();
  }
}
