package io.sluice.app.bench;

import java.util.concurrent.CompletableFuture;

/** The load of one event loop, which calls it. */
interface Worker {
  /** Opens what has to be open before the first request; done when it is, or with the reason. */
  CompletableFuture<Void> open();

  /** Makes load in that time; done when no response is awaited any more, or none will come. */
  CompletableFuture<Tally> run(Window window);

  /** Closes every socket. */
  void close();
}
