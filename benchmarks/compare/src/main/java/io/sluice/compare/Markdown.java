package io.sluice.compare;

import java.util.List;

/** Markdown that is written line by line. */
final class Markdown {
  private final StringBuilder text = new StringBuilder();

  Markdown heading(int level, String title) {
    return paragraph("#".repeat(level) + " " + escape(title));
  }

  /** Text that may be Markdown itself. */
  Markdown paragraph(String words) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    text.append(words.strip()).append('\n');
    return this;
  }

  Markdown list(List<String> items) {
    text.append('\n');
    items.forEach(item -> text.append("- ").append(escape(item)).append('\n'));
    return this;
  }

  Markdown picture(String title, String file) {
    return paragraph("![" + escape(title) + "](" + file + ")");
  }

  /** A table; its cells may hold Markdown, but no ends of cells or lines. */
  Markdown table(List<String> header, List<List<String>> rows) {
    text.append('\n');
    row(header);
    row(header.stream().map(_ -> "---").toList());
    rows.forEach(this::row);
    return this;
  }

  private void row(List<String> cells) {
    text.append('|');
    for (String cell : cells) {
      text.append(' ').append(cell(cell)).append(cell.isBlank() ? "|" : " |");
    }
    text.append('\n');
  }

  private static String cell(String words) {
    return words.replace("|", "\\|").replaceAll("\\R", " ").strip();
  }

  /** Text in which nothing means anything to Markdown. */
  static String escape(String words) {
    return words.replaceAll("([\\\\`*_\\[\\]<>#|])", "\\\\$1").replaceAll("\\R", " ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
