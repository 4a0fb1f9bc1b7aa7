package io.sluice.app.admin;

/** Where a process is in its life. */
public enum ProcessState {
  /** Nothing is bound yet. */
  STARTING("starting"),
  /** Configuration applied, every listener that has a usable endpoint bound. */
  READY("ready"),
  /** A listener that should be bound is not. */
  NOT_READY("not ready"),
  /** No new client gets in; live connections may finish. */
  DRAINING("draining");

  private final String label;

  ProcessState(String label) {
    this.label = label;
  }

  /** The word in the answers. */
  public String label() {
    return label;
  }
}
