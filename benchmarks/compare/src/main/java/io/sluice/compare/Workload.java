package io.sluice.compare;

/**
 * A kind of work that every contender did.
 *
 * @param unit what it consists of: request, connection, GB, …
 * @param title what it is, in a few words
 */
record Workload(String name, String unit, String title) {
  static Workload parse(String line) {
    String[] fields = line.split(",", 3);
    return new Workload(fields[0], fields[1], fields[2]);
  }

  /** Whether a unit of it takes seconds rather than microseconds. */
  boolean isHeavy() {
    return unit.equals("GB");
  }
}
