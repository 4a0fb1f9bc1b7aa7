package io.sluice.config.problem;

/** How much a problem weighs. */
public enum Severity {
  /** The configuration cannot be used. */
  ERROR("error"),
  /** The configuration works, but probably not as its writer meant. */
  WARNING("warning"),
  /** Something was left out on purpose; nothing is wrong. */
  NOTE("note");

  private final String label;

  Severity(String label) {
    this.label = label;
  }

  /** The word that users see. */
  public String label() {
    return label;
  }
}
