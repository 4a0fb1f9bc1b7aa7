package io.sluice.core.proxyprotocol;

/** Which versions of the header are read. */
public enum AcceptedVersions {
  /** None: every byte is payload. */
  OFF,
  /** The line of text only. */
  V1,
  /** The binary header only. */
  V2,
  /** Whichever comes. */
  ANY;

  boolean includesV1() {
    return this == V1 || this == ANY;
  }

  boolean includesV2() {
    return this == V2 || this == ANY;
  }
}
