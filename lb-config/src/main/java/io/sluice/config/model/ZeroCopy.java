package io.sluice.config.model;

/** Whether bytes may pass from socket to socket without being copied to user space. */
public enum ZeroCopy {
  /** Where it is cheaper. */
  AUTO("Auto"),
  /** Wherever there is a pipe for it, also where copying is cheaper: for comparisons. */
  ALWAYS("Always"),
  /** Never. */
  OFF("Off");

  private final String label;

  ZeroCopy(String label) {
    this.label = label;
  }

  /** The word in the configuration. */
  public String label() {
    return label;
  }
}
