package io.sluice.config.validate;

import io.sluice.config.model.IpAddress;
import java.net.InetAddress;
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
    return endpoint.toInetAddress().isAnyLocalAddress()
        ? endpoint + " is no single address; use the one at which the endpoint listens"
        : whyUnreachable(endpoint);
  }

  private static @Nullable String whyUnreachable(IpAddress ipAddress) {
    InetAddress address = ipAddress.toInetAddress();
    if (address.isMulticastAddress() || ipAddress.toString().equals(BROADCAST)) {
      return ipAddress + " is a multicast or broadcast address; use the address of one host";
    }
    boolean hasZone = ipAddress.toString().contains("%");
    if (ipAddress.isIpv6() && address.isLinkLocalAddress() && !hasZone) {
      return ipAddress + " exists on every link; name the interface, as in " + ipAddress + "%eth0";
    }
    return null;
  }
}
