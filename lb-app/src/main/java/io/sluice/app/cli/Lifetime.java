package io.sluice.app.cli;

import io.sluice.app.Instance;
import io.sluice.app.log.Logging;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process that serves until a signal ends it: HUP reloads, the first TERM or INT
 * drains, the second one ends the process where it stands. Signals that come while it starts take
 * effect once it serves.
 */
final class Lifetime {
  private static final Logger log = LoggerFactory.getLogger(Lifetime.class);

  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;
  private static final int KILLED_BY_SIGNAL = 128;

  private final CompletableFuture<Instance> serving = new CompletableFuture<>();
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final AtomicInteger stops = new AtomicInteger();

  private Lifetime() {}

  /** Listens to signals from now on; before anything says that the process has started. */
  static Lifetime begin() {
    Lifetime lifetime = new Lifetime();
    Signals.handle("HUP", () -> lifetime.serving.thenAccept(Lifetime::reload));
    Signals.handle("TERM", () -> lifetime.stop("TERM", SIGTERM));
    Signals.handle("INT", () -> lifetime.stop("INT", SIGINT));
    return lifetime;
  }

  /** Serves until a signal says to stop; then drains and frees everything. */
  void serve(Instance instance) throws InterruptedException {
    serving.complete(instance);
    stopAsked.await();
    instance.drain();
    instance.close();
    log.info("stopped");
  }

  private static void reload(Instance instance) {
    log.atInfo().addKeyValue("signal", "HUP").log("reload requested");
    instance.reload();
  }

  private void stop(String name, int number) {
    if (stops.incrementAndGet() > 1) {
      log.atWarn().addKeyValue("signal", name).log("stopping at once");
      Logging.stop();
      Runtime.getRuntime().halt(KILLED_BY_SIGNAL + number);
    }
    log.atInfo().addKeyValue("signal", name).log("draining");
    stopAsked.countDown();
  }
}
