package io.sluice.compare;

/**
 * One figure of one contender in one round, a line of {@code raw.csv}.
 *
 * @param round from 1; 0 is the traced run beside the rounds
 */
record Sample(String workload, int round, String contender, String metric, double value) {
  static Sample parse(String line) {
    String[] fields = line.split(",", -1);
    if (fields.length != 5) {
      throw new IllegalArgumentException("not 5 fields: " + line);
    }
    return new Sample(
        fields[0],
        Integer.parseInt(fields[1]),
        fields[2],
        fields[3],
        Double.parseDouble(fields[4]));
  }
}
