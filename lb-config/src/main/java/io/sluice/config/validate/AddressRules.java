package io.sluice.config.validate;

import io.sluice.config.model.IpAddress;
import org.jspecify.annotations.Nullable;

/** Which addresses may be a VIP and which an endpoint. */
final class AddressRules {
  private static final String BROADCAST = "255.255.255.255";

  private AddressRules() {}

  /** Why clients cannot connect to the address, or null when they can. */
  static @Nullable String whyNoVip(IpAddress vip) {
    return whyUnreachable(vip);
  }

  /** Why the address cannot serve, or null when it can. */
  static @Nullable String whyNoEndpoint(IpAddress endpoint) {
    return endpoint.isUnspecified()
        ? endpoint + " is no single address; use the one at which the endpoint listens"
        : whyUnreachable(endpoint);
  }

  private static @Nullable String whyUnreachable(IpAddress address) {
    if (address.isMulticast() || address.toString().equals(BROADCAST)) {
      return address + " is a multicast or broadcast address; use the address of one host";
    }
    boolean hasZone = address.toString().contains("%");
    if (address.isIpv6() && address.isLinkLocal() && !hasZone) {
      return address + " exists on every link; name the interface, as in " + address + "%eth0";
    }
    return null;
  }
}
