package io.sluice.config.problem;

/**
 * Where in a text something stands.
 *
 * @param source file name as the user gave it, or a name for text that has no file
 * @param line line, from 1; 0 when the problem concerns the whole source
 * @param column column in code points, from 1; 0 when the problem concerns the whole line
 * @param length number of columns to underline, at least 0
 */
public record Position(String source, int line, int column, int length)
    implements Comparable<Position> {

  /** The position of a problem that concerns a whole source, such as a file that cannot be read. */
  public static Position of(String source) {
    return new Position(source, 0, 0, 0);
  }

  @Override
  public int compareTo(Position other) {
    int bySource = source.compareTo(other.source);
    if (bySource != 0) {
      return bySource;
    }
    int byLine = Integer.compare(line, other.line);
    return byLine != 0 ? byLine : Integer.compare(column, other.column);
  }
}
