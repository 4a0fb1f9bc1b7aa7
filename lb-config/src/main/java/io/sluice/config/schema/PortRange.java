package io.sluice.config.schema;

import io.sluice.config.yaml.Numbers;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Port numbers that one item of {@code ports} stands for: {@code 80} or {@code 8000-8099}.
 *
 * @param last not below the first
 */
record PortRange(int first, int last) {
  static final int MAX_PORT = 65_535;

  /** Most numbers of a range: each is a service port of its own, with listeners and endpoints. */
  static final int MAX_PORTS = 1024;

  private static final Pattern RANGE = Pattern.compile("[0-9]+-[0-9]+");

  /** Whether the text means a range, be it a good one or not. */
  static boolean isMeantBy(String text) {
    return RANGE.matcher(text).matches();
  }

  /** The numbers that the text spells, or null when it spells none. */
  static @Nullable PortRange tryParse(String text) {
    int dash = text.indexOf('-');
    Integer first = Numbers.parseInteger(dash < 0 ? text : text.substring(0, dash), 1, MAX_PORT);
    Integer last = dash < 0 ? first : Numbers.parseInteger(text.substring(dash + 1), 1, MAX_PORT);
    return first == null || last == null || first > last ? null : new PortRange(first, last);
  }

  /** The name of the service port of one of the numbers, when the range itself has that name. */
  String nameOf(String name, int port) {
    if (first == last) {
      return name;
    }
    return name.isEmpty() ? Integer.toString(port) : name + "-" + port;
  }

  int size() {
    return last - first + 1;
  }

  boolean contains(int port) {
    return first <= port && port <= last;
  }
}
