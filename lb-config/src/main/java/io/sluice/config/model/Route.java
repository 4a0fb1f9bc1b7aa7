package io.sluice.config.model;

import java.util.List;

/**
 * Where TLS connections of some names go, chosen by what their ClientHello says. The bytes pass as
 * they are.
 *
 * @param names lower case: {@code a.example}, {@code *.example} for one or more labels before it,
 *     {@code *} for every name and for none
 * @param alpn protocols of which the client must offer one; empty: any
 * @param target the service port that takes over
 */
public record Route(List<String> names, List<String> alpn, ServicePortName target) {
  public Route {
    names = List.copyOf(names);
    alpn = List.copyOf(alpn);
  }
}
