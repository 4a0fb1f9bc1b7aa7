package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.yaml.Fields;
import io.sluice.config.yaml.Quote;
import io.sluice.config.yaml.YamlNode;
import io.sluice.config.yaml.YamlNode.Scalar;
import io.sluice.config.yaml.YamlNode.Sequence;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads every address that a Service has, and what limits their use. */
final class ServiceAddressReader {
  private static final String NONE = "None";
  private static final String SINGLE_STACK = "SingleStack";
  private static final Map<String, String> POLICIES =
      Choices.words(SINGLE_STACK, "PreferDualStack", "RequireDualStack");
  private static final Map<String, String> INGRESS_MODES = Choices.words("VIP", "Proxy");

  private final Fields spec;
  private final ServiceType type;

  private ServiceAddressReader(Fields spec, ServiceType type) {
    this.spec = spec;
    this.type = type;
  }

  /** The addresses of a Service; {@code object} is the whole of it, {@code spec} its spec. */
  static ServiceAddresses read(Fields object, Fields spec, ServiceType type) {
    return new ServiceAddressReader(spec, type).read(object);
  }

  private ServiceAddresses read(Fields object) {
    boolean isHeadless = isHeadless();
    List<IpAddress> clusterIps = readClusterIps();
    if (isHeadless && type.hasNodePorts()) {
      spec.error(
          "clusterIP",
          "headless-type",
          "a service of type " + type.label() + " needs a cluster IP");
    }
    List<IpAddress> externalIps = Addresses.readAll(spec, "externalIPs");
    List<IpAddress> ingressIps = readIngressIps(object);
    String policy = spec.choice("ipFamilyPolicy", POLICIES, SINGLE_STACK);
    Set<IpFamily> families = readFamilies(clusterIps);
    if (families.isEmpty()) {
      families = familiesOf(clusterIps.isEmpty() ? externalIps : clusterIps);
    }
    if (families.isEmpty()) {
      families =
          EnumSet.of(IpFamily.IPV4, policy.equals(SINGLE_STACK) ? IpFamily.IPV4 : IpFamily.IPV6);
    }
    return new ServiceAddresses(
        isHeadless,
        List.copyOf(clusterIps),
        List.copyOf(externalIps),
        List.copyOf(ingressIps),
        Collections.unmodifiableSet(families));
  }

  private boolean isHeadless() {
    return spec.value("clusterIP") == null
        ? spec.value("clusterIPs") instanceof Sequence(var items, var position)
            && !items.isEmpty()
            && isNone(items.getFirst())
        : isNone(spec.value("clusterIP"));
  }

  private static boolean isNone(@Nullable YamlNode node) {
    return node instanceof Scalar scalar && scalar.text().equals(NONE);
  }

  private List<IpAddress> readClusterIps() {
    YamlNode single = spec.value("clusterIP");
    IpAddress first = isNone(single) ? null : Addresses.readUnlessEmpty(spec, "clusterIP");
    List<IpAddress> all = new ArrayList<>();
    List<Scalar> scalars = spec.scalars("clusterIPs");
    for (int i = 0; i < scalars.size(); i++) {
      if (!isNone(scalars.get(i))) {
        String path = spec.path("clusterIPs") + "[" + i + "]";
        IpAddress address = Addresses.read(scalars.get(i), path, spec.problems());
        if (address != null) {
          all.add(address);
        }
      }
    }
    if (all.isEmpty()) {
      return first == null ? List.of() : List.of(first);
    }
    if (isNone(single) || (first != null && !first.equals(all.getFirst()))) {
      spec.error("clusterIPs", "cluster-ips", "clusterIPs has to begin with clusterIP");
    }
    if (familiesOf(all).size() != all.size()) {
      spec.error("clusterIPs", "cluster-ips", "use at most one address of each family");
    }
    return all;
  }

  private Set<IpFamily> readFamilies(List<IpAddress> clusterIps) {
    Set<IpFamily> families = new LinkedHashSet<>();
    for (Scalar scalar : spec.scalars("ipFamilies")) {
      IpFamily family = Choices.IP_FAMILIES.get(scalar.text());
      if (family == null) {
        spec.problems()
            .error(
                scalar.position(),
                spec.path("ipFamilies"),
                "choice",
                Quote.value(scalar.text()) + " is not allowed; use IPv4 or IPv6");
      } else {
        families.add(family);
      }
    }
    if (!families.isEmpty() && !families.containsAll(familiesOf(clusterIps))) {
      spec.error("ipFamilies", "ip-families", "ipFamilies lacks the family of a cluster IP");
    }
    return families;
  }

  private List<IpAddress> readIngressIps(Fields object) {
    List<IpAddress> addresses = new ArrayList<>();
    Fields status = object.mapping("status");
    Fields loadBalancer = status == null ? null : status.mapping("loadBalancer");
    if (loadBalancer == null) {
      return addresses;
    }
    for (Fields ingress : loadBalancer.mappings("ingress")) {
      String mode = ingress.choice("ipMode", INGRESS_MODES, "VIP");
      IpAddress address = Addresses.readUnlessEmpty(ingress, "ip");
      if (address != null && mode.equals("VIP")) {
        addresses.add(address);
      }
    }
    return addresses;
  }

  private static Set<IpFamily> familiesOf(List<IpAddress> addresses) {
    Set<IpFamily> families = new LinkedHashSet<>();
    for (IpAddress address : addresses) {
      families.add(IpFamily.of(address));
    }
    return families;
  }
}
