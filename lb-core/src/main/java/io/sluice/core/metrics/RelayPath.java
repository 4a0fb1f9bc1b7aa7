package io.sluice.core.metrics;

/** How the bytes of a relay's direction get from one socket to the other. */
public enum RelayPath {
  /** Through memory of this process. */
  COPY("copy"),
  /** Through a pipe, without leaving the kernel: splice(2). */
  SPLICE("splice");

  private final String label;

  RelayPath(String label) {
    this.label = label;
  }

  /** The value of the metric label {@code path}. */
  public String label() {
    return label;
  }
}
