package io.sluice.config.yaml;

/** Ends the reading of a text whose problem was already reported. */
final class RefusedException extends RuntimeException {
  RefusedException(String rule) {
    super(rule, null, false, false);
  }
}
