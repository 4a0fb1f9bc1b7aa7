package io.sluice.app.describe;

import java.util.ArrayList;
import java.util.List;

/**
 * Aligns the cells of a text in columns, as Go's tabwriter does.
 *
 * <p>A tab ends a cell, a line feed ends a line; the last cell of a line belongs to no column. A
 * column is a run of lines that all have a cell there, and is as wide as its widest cell.
 */
final class TabWriter {
  private final int minWidth;
  private final int padding;
  private final boolean remembersWidths;

  private final StringBuilder text = new StringBuilder();
  private final List<Integer> widths = new ArrayList<>();
  private final List<Integer> widest = new ArrayList<>();

  private TabWriter(int minWidth, int padding, boolean remembersWidths) {
    this.minWidth = minWidth;
    this.padding = padding;
    this.remembersWidths = remembersWidths;
  }

  /** The spacing of {@code kubectl describe}. */
  static TabWriter ofDescription() {
    return new TabWriter(0, 2, false);
  }

  /** The spacing of {@code kubectl get}, where a broken column never becomes narrower again. */
  static TabWriter ofTable() {
    return new TabWriter(6, 3, true);
  }

  /** Adds a line whose cells are joined by tabs. */
  void line(String... cells) {
    line(List.of(cells));
  }

  void line(List<String> cells) {
    text.append(String.join("\t", cells)).append('\n');
  }

  /** Everything added so far, aligned. */
  String aligned() {
    List<String[]> lines = new ArrayList<>();
    for (String line : text.toString().split("\n", -1)) {
      lines.add(line.split("\t", -1));
    }
    StringBuilder out = new StringBuilder(text.length() * 2);
    format(lines, out);
    out.setLength(out.length() - 1);
    return out.toString();
  }

  private void format(List<String[]> lines, StringBuilder out) {
    int column = widths.size();
    int unwritten = 0;
    for (int at = 0; at < lines.size(); at++) {
      if (!hasColumn(lines.get(at), column)) {
        continue;
      }
      write(lines.subList(unwritten, at), out);
      int start = at;
      int width = minWidth;
      while (at < lines.size() && hasColumn(lines.get(at), column)) {
        width = Math.max(width, length(lines.get(at)[column]) + padding);
        at++;
      }
      widths.add(remembered(column, width));
      format(lines.subList(start, at), out);
      widths.removeLast();
      unwritten = at;
    }
    write(lines.subList(unwritten, lines.size()), out);
  }

  private int remembered(int column, int width) {
    if (!remembersWidths) {
      return width;
    }
    if (column == widest.size()) {
      widest.add(width);
    }
    int remembered = Math.max(width, widest.get(column));
    widest.set(column, remembered);
    return remembered;
  }

  private void write(List<String[]> lines, StringBuilder out) {
    for (String[] line : lines) {
      for (int column = 0; column < line.length; column++) {
        out.append(line[column]);
        if (column < widths.size()) {
          out.repeat(' ', widths.get(column) - length(line[column]));
        }
      }
      out.append('\n');
    }
  }

  private static boolean hasColumn(String[] line, int column) {
    return column < line.length - 1;
  }

  private static int length(String cell) {
    return cell.codePointCount(0, cell.length());
  }
}
