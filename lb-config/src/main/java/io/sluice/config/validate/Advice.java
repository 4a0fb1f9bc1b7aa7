package io.sluice.config.validate;

import io.sluice.config.model.BalancingPolicy.Maglev;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Service;
import io.sluice.config.model.ServicePort;
import io.sluice.config.model.Settings;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import io.sluice.config.validate.Origin.Place;
import java.util.List;

/** What is allowed but probably not meant. Asked only when nothing is wrong. */
public final class Advice {
  private static final int SLOTS_PER_ENDPOINT = 100;

  private Advice() {}

  /**
   * Looks at everything that is to be served.
   *
   * @param settings of the process
   * @param whole the position of what concerns no single service
   */
  public static void give(
      List<LocatedService> services, Settings settings, Position whole, Problems problems) {
    if (services.stream().allMatch(each -> each.service().vips().isEmpty())) {
      String message = "no service has a VIP, so nothing will be served";
      problems.warning(whole, "", "no-services", message);
    }
    services.forEach(each -> adviseOnFamilies(each, problems));
    services.forEach(each -> adviseOnTables(each, problems));
    adviseOnPlace(services, settings, problems);
  }

  /** With fewer slots an endpoint the shares are uneven by more than a percent. */
  private static void adviseOnTables(LocatedService located, Problems problems) {
    for (ServicePort port : located.service().ports()) {
      int endpoints = port.endpoints().size();
      if (port.traffic().balancing() instanceof Maglev(int tableSize, _)
          && tableSize < (long) SLOTS_PER_ENDPOINT * endpoints) {
        Place place = located.origin().setting(port, "balancingConfig");
        String message =
            tableSize
                + " slots are few for "
                + endpoints
                + " endpoints; use a tableSize of at least "
                + SLOTS_PER_ENDPOINT
                + " for each";
        problems.warning(place.position(), place.path(), "maglev-table-small", message);
        return;
      }
    }
  }

  /** Said of one service: what is missing is the same for all. */
  private static void adviseOnPlace(
      List<LocatedService> services, Settings settings, Problems problems) {
    for (LocatedService located : services) {
      for (ServicePort port : located.service().ports()) {
        String missing =
            switch (port.traffic().distribution()) {
              case ANY -> "";
              case PREFER_SAME_ZONE -> settings.place().zone().isEmpty() ? "node.zone" : "";
              case PREFER_SAME_NODE -> settings.place().node().isEmpty() ? "node.name" : "";
            };
        if (!missing.isEmpty()) {
          Place place = located.origin().setting(port, "trafficDistribution");
          String message =
              missing + " does not say where this instance is, so no endpoint comes first";
          problems.note(place.position(), place.path(), "place-unknown", message);
          return;
        }
      }
    }
  }

  /** An IPv4 VIP leads to IPv4 endpoints only, an IPv6 VIP to IPv6 endpoints. */
  private static void adviseOnFamilies(LocatedService located, Problems problems) {
    Service service = located.service();
    if (service.vips().isEmpty() || endpoints(service).isEmpty()) {
      return;
    }
    for (IpAddress vip : service.vips()) {
      boolean isServed =
          endpoints(service).stream().anyMatch(each -> each.address().isFor(vip.isIpv6()));
      if (!isServed) {
        Place place = located.origin().vip(vip);
        String family = vip.isIpv6() ? "IPv6" : "IPv4";
        String message = "no endpoint is " + family + " like " + vip + ", so clients are refused";
        problems.warning(place.position(), place.path(), "address-family", message);
      }
    }
    for (EndpointSpec endpoint : endpoints(service)) {
      boolean isUsed =
          service.vips().stream().anyMatch(vip -> endpoint.address().isFor(vip.isIpv6()));
      if (!isUsed) {
        Place place = located.origin().endpoint(endpoint);
        String family = endpoint.address().isFor(true) ? "IPv6" : "IPv4";
        String message =
            "no VIP is " + family + " like " + endpoint.address().host() + ": it is not used";
        problems.warning(place.position(), place.path(), "address-family", message);
        return;
      }
    }
  }

  private static List<EndpointSpec> endpoints(Service service) {
    return service.ports().stream().map(ServicePort::endpoints).flatMap(List::stream).toList();
  }
}
