package io.sluice.core.tls;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a client asks for before anything is encrypted.
 *
 * @param serverName the host name (RFC 6066, 3) in lower case, or null when there is none
 * @param alpn protocols offered (RFC 7301), in the client's order, a character a byte; empty when
 *     there are none
 */
public record ClientHello(@Nullable String serverName, List<String> alpn) {
  public ClientHello {
    alpn = List.copyOf(alpn);
  }
}
