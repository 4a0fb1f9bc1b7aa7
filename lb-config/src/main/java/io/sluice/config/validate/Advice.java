package io.sluice.config.validate;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.Origin.Place;
import java.util.List;

/** What is allowed but probably not meant. Asked only when nothing is wrong. */
public final class Advice {
  private Advice() {}

  /**
   * Looks at everything that is to be served.
   *
   * @param whole the position of what concerns no single service
   */
  public static void give(List<LocatedService> services, Position whole, Problems problems) {
    if (services.stream().allMatch(each -> each.service().vips().isEmpty())) {
      String message = "no service has a VIP, so nothing will be served";
      problems.warning(whole, "", "no-services", message);
    }
    services.forEach(each -> adviseOnFamilies(each, problems));
  }

  /** An IPv4 VIP leads to IPv4 endpoints only, an IPv6 VIP to IPv6 endpoints. */
  private static void adviseOnFamilies(LocatedService located, Problems problems) {
    Service service = located.service();
    if (service.vips().isEmpty() || endpoints(service).isEmpty()) {
      return;
    }
    for (IpAddress vip : service.vips()) {
      boolean isServed =
          endpoints(service).stream().anyMatch(each -> each.address().isIpv6() == vip.isIpv6());
      if (!isServed) {
        Place place = located.origin().vip(vip);
        String family = vip.isIpv6() ? "IPv6" : "IPv4";
        String message = "no endpoint is " + family + " like " + vip + ", so clients are refused";
        problems.warning(place.position(), place.path(), "address-family", message);
      }
    }
    for (EndpointSpec endpoint : endpoints(service)) {
      boolean isUsed =
          service.vips().stream().anyMatch(vip -> vip.isIpv6() == endpoint.address().isIpv6());
      if (!isUsed) {
        Place place = located.origin().endpoint(endpoint);
        String family = endpoint.address().isIpv6() ? "IPv6" : "IPv4";
        String message = "no VIP is " + family + " like " + endpoint.address() + ": it is not used";
        problems.warning(place.position(), place.path(), "address-family", message);
        return;
      }
    }
  }

  private static List<EndpointSpec> endpoints(Service service) {
    return service.ports().stream().map(ServicePort::endpoints).flatMap(List::stream).toList();
  }
}
