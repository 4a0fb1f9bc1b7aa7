package io.sluice.config.validate;

import io.sluice.config.model.Protocol;
import io.sluice.config.problem.Position;
import io.sluice.config.problem.Problems;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules between the ports of one service. */
public final class PortRules {
  private PortRules() {}

  /**
   * A port as it was written.
   *
   * @param name empty when it has none
   * @param position where its number stands
   * @param path of the port itself
   */
  public record WrittenPort(
      String name, Protocol protocol, int port, Position position, String path) {}

  /** Several ports all have names; names are unique, and so are numbers for each protocol. */
  public static void check(List<WrittenPort> ports, Problems problems) {
    Set<String> names = new HashSet<>();
    Set<String> numbers = new HashSet<>();
    // Of a range that overlaps another, one port is enough to say so.
    Set<String> overlapping = new HashSet<>();
    for (WrittenPort port : ports) {
      if (port.name().isEmpty() && ports.size() > 1) {
        problems.error(
            port.position(),
            port.path() + ".name",
            "port-name-required",
            "name is missing; a service with more than one port names each of them");
      }
      boolean isNameTaken = !port.name().isEmpty() && !names.add(port.name());
      if (isNameTaken && overlapping.add(port.path() + ".name")) {
        problems.error(
            port.position(),
            port.path() + ".name",
            "port-name-duplicate",
            port.name() + " is the name of another port of this service");
      }
      String number = port.port() + "/" + port.protocol();
      if (!numbers.add(number) && overlapping.add(port.path() + ".port")) {
        problems.error(
            port.position(),
            port.path() + ".port",
            "port-duplicate",
            number + " is another port of this service already");
      }
    }
  }
}
