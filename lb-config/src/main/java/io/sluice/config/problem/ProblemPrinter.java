package io.sluice.config.problem;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problems as text: where, how bad, which field, what is wrong, and the line itself with the place
 * underlined.
 *
 * <pre>
 * edge.yaml:14:13: error: services[0].ports[0].port: 70000 is not a port; use 1 to 65535
 *   14 |       port: 70000
 *      |             ^^^^^
 * </pre>
 *
 * <p>Of a long line only the part around the place is shown. Any thread may use it.
 */
public final class ProblemPrinter {
  /** Most columns of a source line that are shown. */
  private static final int WINDOW = 100;

  /** Columns shown before the place when the start of the line is cut off. */
  private static final int LEAD = 40;

  private static final String CUT = "…";

  private final Lines lines;

  /** Finds the text of a line. */
  @FunctionalInterface
  public interface Lines {
    /** A line, from 1, without its end; null when it is not known. */
    @Nullable String line(String source, int line);
  }

  /** Prints problems of sources whose lines are found there. */
  public ProblemPrinter(Lines lines) {
    this.lines = lines;
  }

  /** All of them, each ending in a line feed. */
  public String print(List<Problem> problems) {
    StringBuilder out = new StringBuilder();
    problems.forEach(problem -> out.append(print(problem)));
    return out.toString();
  }

  /** One problem, ending in a line feed. */
  public String print(Problem problem) {
    Position position = problem.position();
    StringBuilder out = new StringBuilder(Printable.escaped(position.source()));
    if (position.line() > 0) {
      out.append(':').append(position.line());
    }
    if (position.column() > 0) {
      out.append(':').append(position.column());
    }
    out.append(": ").append(problem.severity().label()).append(": ");
    if (!problem.path().isEmpty()) {
      out.append(Printable.escaped(problem.path())).append(": ");
    }
    out.append(Printable.escaped(problem.message())).append('\n');
    String line = position.line() > 0 ? lines.line(position.source(), position.line()) : null;
    if (line != null) {
      appendLine(line, position, out);
    }
    return out.toString();
  }

  private static void appendLine(String line, Position position, StringBuilder out) {
    int[] points = line.codePoints().toArray();
    int column = Math.min(Math.max(position.column() - 1, 0), points.length);
    int from = points.length <= WINDOW || column < WINDOW - LEAD ? 0 : column - LEAD;
    int to = Math.min(points.length, from + WINDOW);
    String number = Integer.toString(position.line());
    StringBuilder shown = new StringBuilder(from > 0 ? CUT : "");
    StringBuilder carets = new StringBuilder(from > 0 ? " " : "");
    int end = column + Math.max(position.length(), 1);
    for (int i = from; i < to; i++) {
      // A tab is one column of the position, so it is shown as one blank.
      String text = points[i] == '\t' ? " " : Printable.escaped(points[i]);
      shown.append(text);
      carets.repeat(i >= column && i < end ? '^' : ' ', text.codePointCount(0, text.length()));
    }
    if (column >= to) {
      carets.append('^');
    }
    if (to < points.length) {
      shown.append(CUT);
    }
    out.append("  ").append(number).append(" | ").append(shown).append('\n');
    if (position.column() > 0) {
      String underline = carets.toString().stripTrailing();
      out.append("  ").repeat(' ', number.length()).append(" | ").append(underline).append('\n');
    }
  }
}
