package io.sluice.config.problem;

/**
 * One thing that is wrong, or worth saying, about a configuration.
 *
 * @param severity how much it weighs
 * @param position where it stands
 * @param path the field, such as {@code services[0].ports[0].port}; empty for a whole document
 * @param rule stable name of the rule, such as {@code port-range}; tests match on it, not on text
 * @param message what is wrong and what is allowed
 */
public record Problem(
    Severity severity, Position position, String path, String rule, String message)
    implements Comparable<Problem> {

  /** Whether the configuration cannot be used because of this. */
  public boolean isError() {
    return severity == Severity.ERROR;
  }

  @Override
  public int compareTo(Problem other) {
    int byPosition = position.compareTo(other.position);
    if (byPosition != 0) {
      return byPosition;
    }
    int byPath = path.compareTo(other.path);
    return byPath != 0 ? byPath : message.compareTo(other.message);
  }
}
