package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import java.util.LinkedHashMap;
import java.util.Map;

/** Address family, named as Kubernetes names it; services and endpoints meet only within one. */
enum IpFamily {
  IPV4("IPv4"),
  IPV6("IPv6");

  private final String label;

  IpFamily(String label) {
    this.label = label;
  }

  static IpFamily of(IpAddress address) {
    return address.isIpv6() ? IPV6 : IPV4;
  }

  /** Families by the word that stands in a manifest. */
  static Map<String, IpFamily> byLabel() {
    Map<String, IpFamily> families = new LinkedHashMap<>();
    for (IpFamily family : values()) {
      families.put(family.label, family);
    }
    return families;
  }

  /** The word in a manifest. */
  String label() {
    return label;
  }
}
