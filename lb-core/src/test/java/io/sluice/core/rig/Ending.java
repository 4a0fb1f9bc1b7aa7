package io.sluice.core.rig;

/** How the other side ended its direction of a connection. */
public enum Ending {
  /** In order, with a FIN: a read answers -1. */
  FIN,
  /** Aborted, with an RST: a read fails with "Connection reset". */
  RESET
}
