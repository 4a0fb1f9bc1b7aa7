package io.sluice.config.validate;

import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.ServicePort;
import io.sluice.config.problem.Position;

/** Where the parts of a service were written, for problems found once all of them were read. */
public interface Origin {
  /**
   * A place to point at.
   *
   * @param path of the field, as in problems
   */
  record Place(Position position, String path) {}

  /** Where the service begins. */
  Place service();

  /** Where one of its VIPs stands. */
  default Place vip(IpAddress vip) {
    return service();
  }

  /** Where one of its ports stands. */
  default Place port(ServicePort port) {
    return service();
  }

  /** Where a setting of one of its ports stands, be it on the port or on the service. */
  default Place setting(ServicePort port, String key) {
    return port(port);
  }

  /** Where one of its endpoints stands. */
  default Place endpoint(EndpointSpec endpoint) {
    return service();
  }
}
