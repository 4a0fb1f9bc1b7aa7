package io.sluice.core.tcp;

import io.sluice.core.net.ClientAddress;
import io.sluice.core.proxyprotocol.ProxyHeader;
import org.jspecify.annotations.Nullable;

/** Who a relay's client is and whom it asks for, as far as that is known. On its event loop. */
final class ClientIdentity {
  private ClientAddress address = ClientAddress.NONE;
  private @Nullable ProxyHeader header;
  private @Nullable String serverName;

  /** The client that counts: who a trusted PROXY header names, otherwise the peer itself. */
  ClientAddress address() {
    return address;
  }

  /** The PROXY header that a trusted peer has sent, or null. */
  @Nullable ProxyHeader header() {
    return header;
  }

  /** The name that the client asks for by TLS, or null. */
  @Nullable String serverName() {
    return serverName;
  }

  void onAccepted(ClientAddress peer) {
    address = peer;
  }

  /** A trusted peer has sent a PROXY header; before the relay is open. */
  void onProxyHeader(ProxyHeader received) {
    header = received;
    if (received instanceof ProxyHeader.Forwarded forwarded) {
      address = forwarded.source();
    }
  }

  /** The ClientHello is read; before the relay is open. */
  void onServerName(@Nullable String name) {
    serverName = name;
  }
}
