package io.sluice.app.cli;

import io.sluice.app.Instance;
import io.sluice.app.log.Logging;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The life of a process from the moment it serves until a signal ends it: HUP reloads, the first
 * TERM or INT drains, the second one ends the process where it stands.
 */
final class Lifetime {
  private static final Logger log = LoggerFactory.getLogger(Lifetime.class);

  private static final int SIGINT = 2;
  private static final int SIGTERM = 15;
  private static final int KILLED_BY_SIGNAL = 128;

  private final Instance instance;
  private final CountDownLatch stopAsked = new CountDownLatch(1);
  private final AtomicInteger stops = new AtomicInteger();

  Lifetime(Instance instance) {
    this.instance = instance;
  }

  /** Serves until a signal says to stop; then drains and frees everything. */
  void await() throws InterruptedException {
    Signals.handle("HUP", this::reload);
    Signals.handle("TERM", () -> stop("TERM", SIGTERM));
    Signals.handle("INT", () -> stop("INT", SIGINT));
    stopAsked.await();
    instance.drain();
    instance.close();
    log.info("stopped");
  }

  private void reload() {
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
