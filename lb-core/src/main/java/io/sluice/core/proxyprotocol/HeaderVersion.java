package io.sluice.core.proxyprotocol;

/** The two forms of the header. */
public enum HeaderVersion {
  /** A line of text. */
  V1,
  /** Binary, with TLVs. */
  V2
}
