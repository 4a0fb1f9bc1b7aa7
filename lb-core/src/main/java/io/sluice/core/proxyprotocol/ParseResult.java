package io.sluice.core.proxyprotocol;

/** What the first bytes of a connection or datagram turned out to be. */
public sealed interface ParseResult {
  /** Every byte so far may belong to a header, which is not complete. */
  record NeedMore() implements ParseResult {}

  /** The first bytes are not those of a PROXY header of any version: payload. */
  record Absent() implements ParseResult {}

  /**
   * A whole header.
   *
   * @param length bytes of the header; what follows is payload, also when it looks like a header
   */
  record Found(ProxyHeader header, int length) implements ParseResult {}

  /** Begins like a header of some version and is none. */
  record Invalid(HeaderFault fault) implements ParseResult {}
}
