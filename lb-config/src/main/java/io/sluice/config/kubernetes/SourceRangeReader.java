package io.sluice.config.kubernetes;

import io.sluice.config.model.IpAddress;
import io.sluice.config.model.IpRange;
import io.sluice.config.model.SourceRanges;
import io.sluice.config.schema.RangeKeys;
import io.sluice.config.yaml.Fields;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Reads {@code loadBalancerSourceRanges} of a Service.
 *
 * <p>In a cluster they guard the load balancer's IPs only, each family by its own ranges, and a
 * family without ranges is open. A service of ours has one list for all of its VIPs: where there
 * are others beside the load balancer's, these are guarded as well, so that nobody comes in whom
 * the cluster would keep out. Without an IP of the load balancer they guard nothing, as there.
 */
final class SourceRangeReader {
  private static final String KEY = "loadBalancerSourceRanges";
  private static final IpRange EVERY_IPV4 = new IpRange(IpAddress.parse("0.0.0.0"), 0);
  private static final IpRange EVERY_IPV6 = new IpRange(IpAddress.parse("::"), 0);

  private final Fields spec;
  private final ObjectMeta metadata;
  private final RepeatedNotes notes;

  SourceRangeReader(Fields spec, ObjectMeta metadata, RepeatedNotes notes) {
    this.spec = spec;
    this.metadata = metadata;
    this.notes = notes;
  }

  /** The ranges of the spec, or those inherited when it has none that count. */
  SourceRanges read(ServiceType type, ServiceAddresses addresses, SourceRanges inherited) {
    List<IpRange> ranges = RangeKeys.read(spec, KEY, List.of());
    if (!spec.list(KEY).isEmpty() && type != ServiceType.LOAD_BALANCER) {
      String message = "only a service of type LoadBalancer has source ranges";
      spec.error(KEY, "source-ranges-type", message);
    }
    if (ranges.isEmpty()) {
      return inherited;
    }
    if (addresses.ingressIps().isEmpty()) {
      note(
          "source-ranges-unused", "source ranges guard load balancer IPs, and the status has none");
      return inherited;
    }
    if (!addresses.ingressIps().containsAll(addresses.vips())) {
      note("source-ranges-of-all", "source ranges guard every VIP, not only the load balancer's");
    }
    return new SourceRanges(withOpenFamilies(ranges, addresses), inherited.denied());
  }

  private static List<IpRange> withOpenFamilies(List<IpRange> ranges, ServiceAddresses addresses) {
    Set<IpFamily> open = EnumSet.noneOf(IpFamily.class);
    addresses.vips().forEach(vip -> open.add(IpFamily.of(vip)));
    ranges.forEach(range -> open.remove(IpFamily.of(range.network())));
    List<IpRange> all = new ArrayList<>(ranges);
    open.forEach(family -> all.add(family == IpFamily.IPV6 ? EVERY_IPV6 : EVERY_IPV4));
    return all;
  }

  private void note(String rule, String message) {
    notes.add(rule, message, metadata, spec.position(KEY));
  }
}
