package io.sluice.core.balance;

import java.util.concurrent.ThreadLocalRandom;

/** Random bits for a pick, 64 at a time. */
interface Randomness {
  /** Each thread has its own sequence, so that event loops do not wait for each other. */
  Randomness OF_THREAD = () -> ThreadLocalRandom.current().nextLong();

  long next();
}
