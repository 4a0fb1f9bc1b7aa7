package io.sluice.core.tcp;

/** How a side and we came to an agreement on TLS. */
enum Handshake {
  /** What is read from now on is what the side has sent in TLS. */
  AGREED,
  /** There is none; the channel closes by itself once the alert, if there is one, is out. */
  FAILED
}
