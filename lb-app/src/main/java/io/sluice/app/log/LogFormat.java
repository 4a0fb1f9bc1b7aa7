package io.sluice.app.log;

/** How an event of the log is written. */
public enum LogFormat {
  /** Time, level, message, {@code key=value}. */
  TEXT("text"),
  /** One JSON object a line. */
  JSON("json");

  private final String label;

  LogFormat(String label) {
    this.label = label;
  }

  /** The word on the command line. */
  @Override
  public String toString() {
    return label;
  }
}
