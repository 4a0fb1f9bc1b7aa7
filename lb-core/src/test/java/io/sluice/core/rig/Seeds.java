package io.sluice.core.rig;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Seeds of random tests: printed always, replayed with {@code -Dseed=}. */
public final class Seeds {
  private static final Logger LOG = LoggerFactory.getLogger(Seeds.class);

  private Seeds() {}

  /** The seed of a run of that test. */
  public static long next(String test) {
    long seed = Long.getLong("seed", System.nanoTime());
    LOG.warn("{} runs with -Dseed={}", test, seed);
    return seed;
  }
}
