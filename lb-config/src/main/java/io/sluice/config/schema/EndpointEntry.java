package io.sluice.config.schema;

import io.sluice.config.model.Conditions;
import io.sluice.config.model.EndpointAddress;
import io.sluice.config.model.EndpointSpec;
import io.sluice.config.model.IpAddress;
import io.sluice.config.model.UnixPath;
import io.sluice.config.problem.Position;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An item of {@code endpoints} before it is joined with the service ports. */
record EndpointEntry(Where where, Attributes attributes, Position position, String path) {
  /** Where it is reached, as it was written. */
  sealed interface Where {}

  /**
   * On a network.
   *
   * @param port its port for every service port, or 0 when none was given
   * @param ports port numbers by name of service port or target port
   */
  record OnNetwork(IpAddress address, int port, Map<String, Integer> ports) implements Where {}

  /** At a unix socket, which has no ports. */
  record AtSocket(UnixPath path) implements Where {}

  /** What is said of an endpoint beside its address. */
  record Attributes(int weight, @Nullable String zone, @Nullable String node, int priority) {
    static final Attributes NONE = new Attributes(1, null, null, 0);
  }

  EndpointSpec toSpec(EndpointAddress address) {
    return new EndpointSpec(
        address,
        attributes.weight(),
        attributes.zone(),
        attributes.node(),
        attributes.priority(),
        Conditions.READY);
  }
}
