package io.sluice.core.proxyprotocol;

/** Whether a version 2 header carries its own checksum. */
public enum HeaderChecksum {
  NONE,
  /** A TLV with the CRC32c of the whole header; costs 7 bytes. */
  CRC32C
}
