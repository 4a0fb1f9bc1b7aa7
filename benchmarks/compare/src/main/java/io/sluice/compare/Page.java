package io.sluice.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A script for gnuplot that holds what it draws: panels side by side in one picture. */
final class Page {
  private final String name;
  private final String title;
  private final List<Panel> panels = new ArrayList<>();

  /**
   * One set of axes.
   *
   * @param rows its data
   * @param commands what draws them, with DATA in their place
   */
  private record Panel(String title, List<String> rows, String commands) {}

  /** A picture in a file of that name. */
  Page(String name, String title) {
    this.name = name;
    this.title = title;
  }

  /** Nothing is drawn where there is nothing to draw. */
  void add(String panelTitle, List<String> rows, String commands) {
    if (!rows.isEmpty()) {
      panels.add(new Panel(panelTitle, rows, commands));
    }
  }

  String script(int panelWidth, int height) {
    int columns = Math.max(1, panels.size());
    StringBuilder script = new StringBuilder();
    for (int i = 0; i < panels.size(); i++) {
      script.append("$data").append(i).append(" << END\n");
      panels.get(i).rows().forEach(row -> script.append(row).append('\n'));
      script.append("END\n");
    }
    script.append(
        """
        set terminal pngcairo noenhanced font "DejaVu Sans,9" size %d,%d
        set output %s
        set multiplot layout 1,%d title %s
        set boxwidth 0.7
        set grid y
        set xtics rotate by -35 nomirror
        """
            .formatted(panelWidth * columns, height, quote(name + ".png"), columns, quote(title)));
    for (int i = 0; i < panels.size(); i++) {
      script.append("set title ").append(quote(panels.get(i).title())).append('\n');
      script.append(panels.get(i).commands().replace("DATA", "$data" + i));
    }
    return script.append("unset multiplot\n").toString();
  }

  /** The columns of a row. */
  static String row(String label, String colour, double... values) {
    StringBuilder row = new StringBuilder(quote(label)).append(' ').append(colour);
    for (double value : values) {
      row.append(Double.isFinite(value) ? String.format(Locale.ROOT, " %.6g", value) : " NaN");
    }
    return row.toString();
  }

  /** A text that gnuplot takes as it is. */
  static String quote(String words) {
    String text = words.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n");
    return '"' + text + '"';
  }
}
