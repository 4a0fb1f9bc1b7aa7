package io.sluice.core.tcp;

/** Where a relay is between its client's connect and its end. */
enum RelayState {
  /*
   *            let in             endpoint has accepted
   *   OPENING ───────► CONNECTING ──────────► RELAYING ──── both directions ended ───► CLOSED
   *       │                │                    │   one side reset                        ▲
   *       │ refused        │ no endpoint,       └─────────► ABORTING ── last bytes out ───┤
   *       │                │ client left                                                  │
   *       └────────────────┴──────────────────────────────────────────────────────────────┘
   *
   * A FIN is passed on as a FIN once everything before it has been written, a reset as a reset once
   * everything that was received before it has reached the other side, or that side has stopped
   * taking bytes. Time limits and stops end in a reset: a stream that was cut must not look
   * complete.
   */
  OPENING,
  CONNECTING,
  RELAYING,
  ABORTING,
  CLOSED
}
