package io.sluice.core.proxyprotocol;

import io.sluice.core.net.ClientAddress;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a client when a header is made for its endpoint.
 *
 * @param received the header that a trusted peer has sent, or null when none was asked for
 * @param peer who sends to us; unknown where there are no addresses
 * @param local where the peer's bytes arrive: the VIP with its port
 * @param transport what the peer speaks to us
 * @param serverName the name that the client asked for by TLS, in ASCII, or null
 */
public record HeaderOrigin(
    @Nullable ProxyHeader received,
    ClientAddress peer,
    ClientAddress local,
    HeaderTransport transport,
    @Nullable String serverName) {}
