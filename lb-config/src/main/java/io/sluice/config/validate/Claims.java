package io.sluice.config.validate;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who listens where. An address of all interfaces overlaps every address of its port. */
final class Claims {
  private static final IpAddress ANY_IPV4 = IpAddress.parse("0.0.0.0");
  private static final IpAddress ANY_IPV6 = IpAddress.parse("::");

  private final Map<PortKey, Map<IpAddress, String>> owners = new HashMap<>();

  private record PortKey(int port, Protocol protocol) {}

  /**
   * Claims an address, unless somebody has it.
   *
   * @return the owner that was there before, or null when the claim holds
   */
  @Nullable String claim(IpAddress address, int port, Protocol protocol, String owner) {
    Map<IpAddress, String> byAddress =
        owners.computeIfAbsent(new PortKey(port, protocol), key -> new HashMap<>());
    String other = find(byAddress, address);
    if (other == null) {
      byAddress.put(address, owner);
    }
    return other;
  }

  /** Who listens at the address, or null when nobody does. */
  @Nullable String owner(IpAddress address, int port, Protocol protocol) {
    Map<IpAddress, String> byAddress = owners.get(new PortKey(port, protocol));
    if (byAddress == null) {
      return null;
    }
    String owner = byAddress.get(address);
    boolean isOurs = owner == null && address.isLoopback();
    return isOurs ? find(byAddress, address) : owner;
  }

  private static @Nullable String find(Map<IpAddress, String> byAddress, IpAddress address) {
    String same = byAddress.get(address);
    if (same != null || byAddress.isEmpty()) {
      return same;
    }
    // A socket on :: takes IPv4 clients too, so it overlaps both families.
    if (address.equals(ANY_IPV6)) {
      return byAddress.values().iterator().next();
    }
    if (address.equals(ANY_IPV4)) {
      for (Map.Entry<IpAddress, String> entry : byAddress.entrySet()) {
        if (!entry.getKey().isIpv6() || entry.getKey().equals(ANY_IPV6)) {
          return entry.getValue();
        }
      }
      return null;
    }
    String any = byAddress.get(ANY_IPV6);
    return any == null && !address.isIpv6() ? byAddress.get(ANY_IPV4) : any;
  }
}
