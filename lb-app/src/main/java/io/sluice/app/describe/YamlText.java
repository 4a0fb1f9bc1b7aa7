package io.sluice.app.describe;

/** YAML under construction: knows its column, and writes texts in their style. */
final class YamlText {
  // A blank behind this column becomes a line break.
  private static final int BEST_WIDTH = 80;

  private final StringBuilder out = new StringBuilder();
  private int column;

  /** Moves to a column of the line; does nothing behind a marker that ends there. */
  void indent(int indent) {
    while (column < indent) {
      append(" ");
    }
  }

  void append(String text) {
    out.append(text);
    column += text.codePointCount(0, text.length());
  }

  void endLine() {
    if (column > 0) {
      out.append('\n');
      column = 0;
    }
  }

  /**
   * Writes a text.
   *
   * @param indent of its further lines; {@link Integer#MAX_VALUE} when it has to stay on its line
   */
  void text(String text, int indent) {
    switch (YamlStyle.of(text)) {
      case PLAIN -> fold(text, indent);
      case SINGLE_QUOTED -> {
        append("'");
        fold(text.replace("'", "''"), indent);
        append("'");
      }
      case DOUBLE_QUOTED -> {
        append("\"");
        escape(text, indent);
        append("\"");
      }
      case LITERAL -> literal(text, indent);
    }
  }

  @Override
  public String toString() {
    return out.toString();
  }

  private void fold(String text, int indent) {
    int last = text.length() - 1;
    for (int at = 0; at <= last; at += Character.charCount(text.codePointAt(at))) {
      if (canBreak(text, at, indent) && text.charAt(at + 1) != ' ') {
        endLine();
        indent(indent);
      } else {
        append(Character.toString(text.codePointAt(at)));
      }
    }
  }

  private void escape(String text, int indent) {
    for (int at = 0; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
      int point = text.codePointAt(at);
      if (canBreak(text, at, indent)) {
        endLine();
        indent(indent);
        append(text.charAt(at + 1) == ' ' ? "\\" : "");
      } else {
        append(escaped(point));
      }
    }
  }

  /** Whether there is a single or a first blank here that may become a line break. */
  private boolean canBreak(String text, int at, int indent) {
    return text.charAt(at) == ' '
        && at > 0
        && at < text.length() - 1
        && text.charAt(at - 1) != ' '
        && column > BEST_WIDTH
        && indent != Integer.MAX_VALUE;
  }

  private static String escaped(int point) {
    int letter = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\".indexOf(point);
    if (letter >= 0) {
      return "\\" + "0abtnvfre\"\\".charAt(letter);
    }
    if (YamlStyle.isPrintable(point)) {
      return Character.toString(point);
    }
    String format = point <= 0xff ? "\\x%02X" : point <= 0xffff ? "\\u%04X" : "\\U%08X";
    return String.format(format, point);
  }

  private void literal(String text, int indent) {
    append("|");
    if (text.startsWith(" ") || text.startsWith("\n")) {
      append(Integer.toString(YamlPrinter.INDENT));
    }
    if (!text.endsWith("\n")) {
      append("-");
    } else if (text.length() == 1 || text.endsWith("\n\n")) {
      append("+");
    }
    endLine();
    int start = 0;
    while (start < text.length()) {
      int lineFeed = text.indexOf('\n', start);
      int end = lineFeed < 0 ? text.length() : lineFeed;
      if (end > start) {
        indent(indent);
        append(text.substring(start, end));
        endLine();
      } else {
        out.append('\n');
      }
      start = end + 1;
    }
  }
}
