package io.sluice.core.proxyprotocol;

import io.sluice.core.net.ClientAddress;

/** What a PROXY header says, received or to be sent, in either version. */
public sealed interface ProxyHeader {
  /** The TLVs beside the addresses; never any in version 1. */
  Tlvs tlvs();

  /**
   * Sent on behalf of a client.
   *
   * @param source the client
   * @param destination what the client connected to; may be of the other family than the source
   */
  record Forwarded(
      ClientAddress source, ClientAddress destination, HeaderTransport transport, Tlvs tlvs)
      implements ProxyHeader {}

  /**
   * Sent on behalf of a client whose address cannot be told: {@code UNKNOWN} in version 1; no
   * family, or a unix socket, in version 2. The addresses of the connection itself count.
   */
  record Unaddressed(Tlvs tlvs) implements ProxyHeader {}

  /**
   * Sent by a proxy on its own behalf, such as a health check. The addresses of the connection
   * itself count.
   */
  record Local() implements ProxyHeader {
    @Override
    public Tlvs tlvs() {
      return Tlvs.NONE;
    }
  }
}
