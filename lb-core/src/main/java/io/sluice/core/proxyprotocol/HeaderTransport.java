package io.sluice.core.proxyprotocol;

/** What the client spoke to the first proxy, as version 2 tells it. */
public enum HeaderTransport {
  /** A connection; the only one that version 1 can tell of. */
  STREAM(1),
  /** Datagrams. */
  DATAGRAM(2);

  private final int bits;

  HeaderTransport(int bits) {
    this.bits = bits;
  }

  /** The low four bits of a version 2 header's 14th byte. */
  int bits() {
    return bits;
  }
}
