package io.sluice.config.kubernetes;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.Protocol;
import io.sluice.config.model.TargetPort;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A Pod, as far as it matters to the endpoints of a service.
 *
 * @param ips empty before the pod has an address
 * @param isFinished whether its phase is Succeeded or Failed
 * @param isReady whether its condition Ready is true
 * @param node null before it was scheduled
 * @param namedPorts in the order in which a name is looked up
 * @param tree the object as it is to be shown
 */
record PodManifest(
    ObjectMeta metadata,
    List<IpAddress> ips,
    boolean isFinished,
    boolean isReady,
    @Nullable String node,
    List<ContainerPort> namedPorts,
    Map<String, Object> tree) {

  /** The pod's address of a family, or null when it has none. */
  @Nullable IpAddress ip(IpFamily family) {
    for (IpAddress ip : ips) {
      if (IpFamily.of(ip) == family) {
        return ip;
      }
    }
    return null;
  }

  /** The number that a target port has at this pod, or null when the pod has no such port. */
  @Nullable Integer find(TargetPort targetPort, Protocol protocol) {
    return switch (targetPort) {
      case TargetPort.Numbered(int number) -> number;
      case TargetPort.Named(String name) -> find(name, protocol);
    };
  }

  /** What a service's slice says of this pod. */
  Conditions conditions(ServiceManifest service) {
    boolean isTerminating = metadata.isTerminating();
    boolean ready = service.publishesNotReady() || (isReady && !isTerminating);
    return new Conditions(ready, isReady, isTerminating);
  }

  private @Nullable Integer find(String name, Protocol protocol) {
    for (ContainerPort port : namedPorts) {
      if (port.name().equals(name) && port.protocol() == protocol) {
        return port.number();
      }
    }
    return null;
  }
}
