package io.sluice.config;

/** The text of a service with keys of a test's own. */
final class ServiceText {
  private static final String PORTS = "    ports: [{port: 80}]\n    endpoints: [127.0.0.2]\n";

  private ServiceText() {}

  /** A service with these keys on line 4; in braces there may be several, a line each. */
  static String with(String keys) {
    return Loaded.SERVICE + "    " + (keys.startsWith("{") ? flow(keys) : keys) + "\n" + PORTS;
  }

  /** The pairs of a flow mapping on lines of their own. */
  private static String flow(String keys) {
    StringBuilder lines = new StringBuilder();
    int depth = 0;
    for (char c : keys.substring(1, keys.length() - 1).toCharArray()) {
      depth += c == '{' || c == '[' ? 1 : c == '}' || c == ']' ? -1 : 0;
      boolean isEnd = depth == 0 && c == ',';
      lines.append(isEnd ? "\n   " : c);
    }
    return lines.toString();
  }
}
